/** What a key means in the program; the table is also what the `?` sheet shows. */
export type Command =
  | "confirm"
  | "reject"
  | "notSure"
  | "ignore"
  | "notAFace"
  | "name"
  | "move"
  | "bringBack"
  | "keyFace"
  | "split"
  | "draw"
  | "keywords"
  | "history"
  | "undo"
  | "redo"
  | "preview"
  | "selectAll"
  | "search"
  | "help"
  | "back";

type KeyLike = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

const letters: Record<string, Command> = {
  n: "reject",
  s: "notSure",
  i: "ignore",
  f: "notAFace",
  t: "name",
  m: "move",
  b: "draw",
  k: "keywords",
  x: "split",
  h: "history",
  z: "undo",
};

const named: Record<string, Command> = {
  Enter: "confirm",
  F2: "name",
  " ": "preview",
  "/": "search",
  "?": "help",
  Escape: "back",
};

export function commandOf(event: KeyLike): Command | null {
  if (event.altKey) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    if (key === "z") return event.shiftKey ? "redo" : "undo";
    if (key === "y") return "redo";
    return key === "a" ? "selectAll" : null;
  }
  if (key === "z" && event.shiftKey) return "redo";
  return named[key] ?? (event.shiftKey ? null : (letters[key] ?? null));
}

/** The keys that ask for the menu of what has the focus. */
export function isMenuKey({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyLike): boolean {
  return !ctrlKey && !metaKey && !altKey && (key === "ContextMenu" || (shiftKey && key === "F10"));
}

const ownKeys = "input:not([type=range]), textarea, select, [contenteditable=true]";
const pressable = "button, a[href], summary, [role=button], [role=menuitem]";

/** No single-letter key acts while a text field has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(ownKeys) !== null;
}

/** Enter and Space belong to the button or link that has the focus. */
export function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(pressable) !== null;
}

/** Tells the first press of a key from its repetition, also where the platform forgets to say so. */
export class FreshKeys {
  readonly #held = new Set<string>();

  press(event: Pick<KeyboardEvent, "code" | "repeat">): boolean {
    const fresh = !event.repeat && !this.#held.has(event.code);
    this.#held.add(event.code);
    return fresh;
  }

  release(event: Pick<KeyboardEvent, "code">): void {
    this.#held.delete(event.code);
  }

  forget(): void {
    this.#held.clear();
  }
}
