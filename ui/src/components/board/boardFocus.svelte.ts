import { tick, untrack } from "svelte";
import { isPressable, isTyping } from "../../lib/keys";
import type { Step } from "../../lib/gridLayout";
import type { Kith } from "../../state/kith.svelte";
import type { Selection } from "../../state/selection.svelte";

/** What has an order and a focus: faces, groups or photos. */
type Focusable = { readonly order: readonly string[]; readonly selection: Selection };

/** What the focus needs to know of the grid. */
type Grid = {
  root(): HTMLElement;
  /** Identity of a cell; null for one that has not been read. */
  keyAt(index: number): string | null;
  focusIndex(): number;
  step(from: number, step: Step): number;
  reveal(index: number): void;
};

const steps: Record<string, Step> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
  PageUp: "pageUp",
  PageDown: "pageDown",
};

/** Moves the focus through a grid and keeps the browser's focus with it, without ever taking it from elsewhere. */
export class BoardFocus {
  readonly #kith: Kith;
  readonly #board: () => Focusable;
  readonly #grid: Grid;
  #inside = false;
  /** The cell that gets the focus when it has been read. */
  #awaited = $state<number | null>(null);

  /** To be made while its component is set up. */
  constructor(kith: Kith, board: () => Focusable, grid: Grid) {
    this.#kith = kith;
    this.#board = board;
    this.#grid = grid;
    $effect.pre(() => {
      const { order, selection } = board();
      untrack(() => selection.follow(order));
    });
    $effect(() => this.#arrive());
    $effect(() => this.#keep());
  }

  readonly onfocusin = (event: FocusEvent): void => {
    this.#inside = this.#grid.root().contains(event.target as Node);
  };

  /** The focus can come while the list is being laid anew, so the cell itself says which one it is. */
  readonly oncellfocus = (event: FocusEvent): void => {
    const id = (event.currentTarget as HTMLElement).dataset["cell"];
    const board = this.#board();
    if (id !== undefined) board.selection.focusOn(id, board.order);
  };

  readonly onkeydown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (!step || !this.#isMine(event)) return;
    const { order, selection } = this.#board();
    const from = this.#awaited ?? this.#grid.focusIndex();
    const to = from < 0 ? 0 : this.#grid.step(from, step);
    const key = this.#grid.keyAt(to);
    event.preventDefault();
    this.#inside = true;
    this.#awaited = key === null ? to : null;
    if (key !== null && event.shiftKey) selection.extendTo(key, order);
    else if (key !== null) selection.moveTo(key, order);
    this.#grid.reveal(to);
  };

  /** Takes the focus into the grid, from wherever it is. */
  takeFirst(): void {
    const { order, selection } = this.#board();
    const [first] = order;
    if (first === undefined) return;
    this.#inside = true;
    selection.moveTo(first, order);
    void this.#focusCell(first);
  }

  #arrive(): void {
    const at = this.#awaited;
    const key = at === null ? null : this.#grid.keyAt(at);
    if (key === null) return;
    this.#awaited = null;
    const { order, selection } = this.#board();
    untrack(() => selection.moveTo(key, order));
  }

  /** A dialog or the large photo lies over the board. */
  get #covered(): boolean {
    return (
      this.#kith.prompt !== null ||
      this.#kith.menu !== null ||
      this.#kith.decisions.question !== null ||
      this.#kith.viewer.mode === "full"
    );
  }

  /** Arrows belong to the grid unless a field, a button elsewhere or a dialog has them. */
  #isMine(event: KeyboardEvent): boolean {
    const changed = event.altKey || event.ctrlKey || event.metaKey;
    if (this.#covered || event.defaultPrevented || changed) return false;
    const target = event.target as Element;
    if (target === document.body) return true;
    if (!this.#grid.root().contains(target) || isTyping(target)) return false;
    return target.matches("[data-cell]") || !isPressable(target);
  }

  #keep(): void {
    const { order, selection } = this.#board();
    const { focus } = selection;
    if (this.#covered) return;
    const active = document.activeElement;
    const free = active === document.body;
    const [first] = order;
    if (focus === null && free && first !== undefined && this.#kith.byKeyboard)
      untrack(() => selection.moveTo(first, order));
    else if (focus !== null && (this.#inside || free) && !isTyping(active)) void this.#focusCell(focus);
  }

  async #focusCell(id: string): Promise<void> {
    await tick();
    // The next key may have come in the meantime.
    if (this.#board().selection.focus !== id) return;
    const cell = this.#grid.root().querySelector<HTMLElement>(`[data-cell="${CSS.escape(id)}"]`);
    if (cell && !cell.contains(document.activeElement)) cell.focus({ preventScroll: true });
  }
}
