/** From here on a swipe counts. */
const farPx = 96;
/** A finger that moved less may still want to press. */
const nearPx = 12;

/** A card that is swiped away with a finger: to the right is yes, to the left is no, whichever way the page is read. */
export class Swipe {
  shift = $state(0);
  #start: { x: number; y: number; pointer: number } | null = null;
  readonly #answer: (answer: "yes" | "no") => void;

  constructor(answer: (answer: "yes" | "no") => void) {
    this.#answer = answer;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.pointerType === "touch" && event.isPrimary)
      this.#start = { x: event.clientX, y: event.clientY, pointer: event.pointerId };
  };

  readonly move = (event: PointerEvent): void => {
    if (this.#start?.pointer !== event.pointerId) return;
    const [x, y] = [event.clientX - this.#start.x, event.clientY - this.#start.y];
    if (Math.abs(y) > Math.abs(x)) this.shift = 0;
    else this.shift = Math.abs(x) < nearPx ? 0 : x;
  };

  readonly up = (event: PointerEvent): void => {
    const { shift } = this;
    if (this.#start?.pointer === event.pointerId && Math.abs(shift) >= farPx)
      this.#answer(shift > 0 ? "yes" : "no");
    this.cancel();
  };

  readonly cancel = (): void => {
    this.#start = null;
    this.shift = 0;
  };
}
