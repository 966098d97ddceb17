import { SvelteSet } from "svelte/reactivity";

/** What is held while something is clicked. */
type ClickKeys = Pick<MouseEvent, "shiftKey" | "ctrlKey" | "metaKey">;

/** What is selected in a list, and where the focus is. The list itself is passed in, since it changes all the time. */
export class Selection {
  readonly ids = new SvelteSet<string>();
  focus = $state<string | null>(null);
  #anchor: string | null = null;
  /** Where the focus was, for the moment its item leaves. */
  #place = 0;

  get size(): number {
    return this.ids.size;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** The focus came by itself, by Tab or by a press that is yet to become a click; the anchor stays. */
  focusOn(id: string, order: readonly string[]): void {
    this.focus = id;
    this.#place = Math.max(0, order.indexOf(id));
  }

  /** Moves the focus without selecting. */
  moveTo(id: string, order: readonly string[]): void {
    this.focus = id;
    this.#anchor = id;
    this.#place = Math.max(0, order.indexOf(id));
  }

  only(id: string, order: readonly string[]): void {
    this.ids.clear();
    this.ids.add(id);
    this.moveTo(id, order);
  }

  toggle(id: string, order: readonly string[]): void {
    if (!this.ids.delete(id)) this.ids.add(id);
    this.moveTo(id, order);
  }

  /** Selects everything from the anchor to `id`; the anchor stays. */
  extendTo(id: string, order: readonly string[]): void {
    const from = order.indexOf(this.#anchor ?? id);
    const to = order.indexOf(id);
    if (from < 0 || to < 0) return this.only(id, order);
    this.set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
    this.focus = id;
    this.#place = to;
  }

  /**
   * A click selects: with Shift up to there, with Ctrl or Cmd, or while others are being chosen, one more or one less.
   * False where it does not, and means the item itself.
   */
  click(keys: ClickKeys, id: string, order: readonly string[], choosing: boolean): boolean {
    if (keys.shiftKey) this.extendTo(id, order);
    else if (keys.ctrlKey || keys.metaKey || choosing) this.toggle(id, order);
    else return false;
    return true;
  }

  /** A rectangle was drawn around these. */
  band(ids: readonly string[], adding: boolean): void {
    this.set(adding ? [...this.ids, ...ids] : ids);
  }

  set(ids: readonly string[]): void {
    this.ids.clear();
    for (const id of ids) this.ids.add(id);
  }

  clear(): void {
    this.ids.clear();
  }

  /** After the list changed: forgets what has left and hands the focus to what took its place. */
  follow(order: readonly string[]): void {
    const present = new Set(order);
    for (const id of this.ids) if (!present.has(id)) this.ids.delete(id);
    if (this.focus === null) return;
    if (present.has(this.focus)) {
      this.#place = order.indexOf(this.focus);
      return;
    }
    const next = order[Math.min(this.#place, order.length - 1)] ?? null;
    this.focus = next;
    this.#anchor = next;
  }
}
