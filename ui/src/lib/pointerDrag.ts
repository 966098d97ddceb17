/** A place that takes drops is any element with `data-drop="kind:id"`; `kind` alone when there is only one. */
export type DropTarget = { kind: string; id: string };

export type DragEvents<P> = {
  accepts(payload: P, target: DropTarget): boolean;
  moved(payload: P, x: number, y: number, target: DropTarget | null): void;
  /** `target` is null when the drag was cancelled or let go over nothing. */
  ended(payload: P, target: DropTarget | null): void;
};

const mouseSlack = 5;
export const touchSlack = 10;
export const longPressMs = 420;
const scrollEdge = 56;
const scrollSpeed = 14;

/**
 * Drag and drop by pointer events, for mouse, pen and finger alike: HTML5 drag and drop does not reach fingers and
 * dies inside some web views. A mouse drags after a few pixels, a finger after a long press; Esc cancels.
 */
export class PointerDrag<P> {
  readonly #events: DragEvents<P>;
  #stop: AbortController | null = null;
  #payload: P | null = null;
  #at = { x: 0, y: 0 };
  #frame = 0;

  constructor(events: DragEvents<P>) {
    this.#events = events;
  }

  watch(event: PointerEvent, pick: () => P | null, onLongPress?: () => void): void {
    if (event.button !== 0 || this.#stop) return;
    const stop = new AbortController();
    this.#stop = stop;
    const { signal } = stop;
    const start = { x: event.clientX, y: event.clientY };
    const finger = event.pointerType === "touch";
    const begin = () => {
      this.#payload = pick();
      if (this.#payload === null) return this.#finish(false);
      this.#frame = requestAnimationFrame(() => this.#autoScroll());
      this.#move(start.x, start.y);
    };
    const rest = finger
      ? setTimeout(() => {
          onLongPress?.();
          begin();
        }, longPressMs)
      : undefined;
    signal.addEventListener("abort", () => clearTimeout(rest));

    const mine = (other: PointerEvent) => other.pointerId === event.pointerId;
    const onMove = (move: PointerEvent) => {
      if (!mine(move)) return;
      const far =
        Math.hypot(move.clientX - start.x, move.clientY - start.y) > (finger ? touchSlack : mouseSlack);
      if (this.#payload !== null) this.#move(move.clientX, move.clientY);
      else if (far && finger) this.#finish(false);
      else if (far) {
        begin();
        if (this.#payload !== null) this.#move(move.clientX, move.clientY);
      }
    };
    window.addEventListener("pointermove", onMove, { signal });
    window.addEventListener("pointerup", (up) => mine(up) && this.#finish(true), { signal });
    window.addEventListener("pointercancel", (gone) => mine(gone) && this.#finish(false), { signal });
    window.addEventListener("blur", () => this.#finish(false), { signal });
    window.addEventListener("keydown", (key) => this.#onKey(key), { signal, capture: true });
    // A finger that has begun to drag must not scroll the page under it.
    window.addEventListener("touchmove", (touch) => this.#payload !== null && touch.preventDefault(), {
      signal,
      passive: false,
    });
    if (finger) window.addEventListener("contextmenu", (menu) => menu.preventDefault(), { signal });
  }

  #onKey(key: KeyboardEvent): void {
    if (this.#payload === null) return;
    key.preventDefault();
    key.stopImmediatePropagation();
    if (key.key === "Escape") this.#finish(false);
  }

  #move(x: number, y: number): void {
    this.#at = { x, y };
    if (this.#payload !== null) this.#events.moved(this.#payload, x, y, this.#targetBelow());
  }

  #targetBelow(): DropTarget | null {
    const element = document.elementFromPoint(this.#at.x, this.#at.y)?.closest<HTMLElement>("[data-drop]");
    if (!element || this.#payload === null) return null;
    const [kind = "", ...rest] = (element.dataset["drop"] ?? "").split(":");
    const target = { kind, id: rest.join(":") };
    return this.#events.accepts(this.#payload, target) ? target : null;
  }

  #finish(released: boolean): void {
    const payload = this.#payload;
    const target = released ? this.#targetBelow() : null;
    this.#stop?.abort();
    this.#stop = null;
    this.#payload = null;
    cancelAnimationFrame(this.#frame);
    if (payload === null) return;
    swallowNextClick();
    this.#events.ended(payload, target);
  }

  #autoScroll(): void {
    if (this.#payload === null) return;
    const below = document.elementFromPoint(this.#at.x, this.#at.y)?.closest<HTMLElement>("[data-scrolls]");
    if (below) {
      const { top, bottom } = below.getBoundingClientRect();
      const before = below.scrollTop;
      if (this.#at.y < top + scrollEdge) below.scrollTop -= scrollSpeed;
      else if (this.#at.y > bottom - scrollEdge) below.scrollTop += scrollSpeed;
      if (below.scrollTop !== before) this.#move(this.#at.x, this.#at.y);
    }
    this.#frame = requestAnimationFrame(() => this.#autoScroll());
  }
}

/** The click that ends a drag's own gesture is part of the drag; it may come late, so it is awaited until the next press. */
export function swallowNextClick(): void {
  const stop = new AbortController();
  const { signal } = stop;
  const swallow = (click: MouseEvent) => {
    stop.abort();
    // A key that presses a button makes a click as well, without a pointer.
    if (click.detail === 0) return;
    click.stopPropagation();
    click.preventDefault();
  };
  window.addEventListener("click", swallow, { capture: true, signal });
  window.addEventListener("pointerdown", () => stop.abort(), { capture: true, signal });
}
