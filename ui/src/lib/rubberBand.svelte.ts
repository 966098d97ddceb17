import { cellsInRect, type Layout, type Rect } from "./gridLayout";

type Host = {
  layout(): Layout;
  /** The canvas on the screen. */
  origin(): { left: number; top: number };
  select(indices: number[], adding: boolean): void;
};

const slack = 4;
const notGround = "[data-cell], button, a, input, label, [role=option]";

/** Selecting by drawing a rectangle over free ground with the mouse. */
export class RubberBand {
  area = $state<Rect | null>(null);
  readonly #host: Host;
  #from: { x: number; y: number } | null = null;
  #pointer = { x: 0, y: 0 };
  #adding = false;

  constructor(host: Host) {
    this.#host = host;
  }

  start(event: PointerEvent): void {
    if (event.button !== 0 || event.pointerType === "touch") return;
    if (event.target instanceof Element && event.target.closest(notGround)) return;
    this.#pointer = { x: event.clientX, y: event.clientY };
    this.#from = this.#onCanvas();
    this.#adding = event.ctrlKey || event.metaKey || event.shiftKey;
    const stop = new AbortController();
    const { signal } = stop;
    const finish = () => {
      if (!this.area && !this.#adding) this.#host.select([], false);
      this.area = null;
      this.#from = null;
      stop.abort();
    };
    window.addEventListener("pointermove", (move) => this.#moved(move), { signal });
    window.addEventListener("pointerup", finish, { signal });
    window.addEventListener("pointercancel", finish, { signal });
  }

  /** The canvas moved under the pointer. */
  scrolled(): void {
    if (this.area) this.#draw();
  }

  #moved(move: PointerEvent): void {
    const { x, y } = this.#pointer;
    if (!this.area && Math.hypot(move.clientX - x, move.clientY - y) < slack) return;
    this.#pointer = { x: move.clientX, y: move.clientY };
    this.#draw();
  }

  #draw(): void {
    if (!this.#from) return;
    const to = this.#onCanvas();
    const [x, y] = [Math.min(this.#from.x, to.x), Math.min(this.#from.y, to.y)];
    this.area = { x, y, w: Math.abs(this.#from.x - to.x), h: Math.abs(this.#from.y - to.y) };
    this.#host.select(cellsInRect(this.#host.layout(), this.area), this.#adding);
  }

  #onCanvas(): { x: number; y: number } {
    const { left, top } = this.#host.origin();
    return { x: this.#pointer.x - left, y: this.#pointer.y - top };
  }
}
