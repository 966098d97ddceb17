import type { Point } from "./boxes";

/** What fingers and the mouse ask of a photo; places are counted from the middle of its window, in pixels of the page. */
export type GestureHost = {
  /** Whether the picture is larger than its window. */
  enlarged(): boolean;
  /** Whether a box is drawn, moved or named, which is not the picture's business. */
  busy(): boolean;
  move(by: Point): void;
  pinch(before: [Point, Point], after: [Point, Point]): void;
  toggle(at: Point): void;
  /** A finger went to the right (1) or to the left (-1). */
  swipe(way: 1 | -1): void;
  /** The picture is taken hold of: whatever else was begun ends, and the click that follows means nothing. */
  hold(): void;
};

export type Press = Point & { id: number; touch: boolean; time: number };

const mouseSlack = 4;
const touchSlack = 10;
const swipeLength = 60;
/** Between two taps at one place, in milliseconds and pixels of the page. */
const tapPause = 300;
const tapReach = 28;

/** Tells a drag of the picture, a pinch, a swipe to the next photo and a double tap from each other. */
export class PhotoGestures {
  readonly #host: GestureHost;
  readonly #down = new Map<number, { from: Press; at: Point }>();
  /** What the fingers that are down have become. */
  #kind: "press" | "move" | "pinch" | "none" = "none";
  #tapped: Press | null = null;

  constructor(host: GestureHost) {
    this.#host = host;
  }

  get isMoving(): boolean {
    return this.#kind === "move" || this.#kind === "pinch";
  }

  down(press: Press): void {
    this.#down.set(press.id, { from: press, at: press });
    if (this.#down.size === 2 && press.touch) this.#take("pinch");
    else this.#kind = this.#down.size === 1 && !this.#host.busy() ? "press" : "none";
  }

  drag(id: number, at: Point): void {
    const finger = this.#down.get(id);
    if (!finger) return;
    const before = this.#places();
    const { from } = finger;
    const far = Math.hypot(at.x - from.x, at.y - from.y) > (from.touch ? touchSlack : mouseSlack);
    if (this.#kind === "press" && far && this.#host.enlarged()) {
      this.#take("move");
      this.#host.move({ x: at.x - from.x, y: at.y - from.y });
    } else if (this.#kind === "move") this.#host.move({ x: at.x - finger.at.x, y: at.y - finger.at.y });
    finger.at = at;
    const after = this.#places();
    if (this.#kind === "pinch" && isPair(before) && isPair(after)) this.#host.pinch(before, after);
  }

  up(press: Press): void {
    const finger = this.#down.get(press.id);
    const isLone = this.#kind === "press" && this.#down.size === 1;
    this.#release(press.id);
    if (finger && isLone && press.touch) this.#lift(finger.from, press);
  }

  cancel(id: number): void {
    this.#release(id);
  }

  #take(kind: "move" | "pinch"): void {
    this.#kind = kind;
    this.#tapped = null;
    this.#host.hold();
  }

  /** The finger that is left after a pinch moves the picture on. */
  #release(id: number): void {
    if (!this.#down.delete(id)) return;
    if (this.#down.size === 0) this.#kind = "none";
    else if (this.#kind === "pinch") this.#kind = "move";
  }

  #lift(from: Press, to: Press): void {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const tapped = this.#tapped;
    this.#tapped = null;
    if (Math.abs(dx) > swipeLength && Math.abs(dx) > Math.abs(dy) * 2) this.#host.swipe(dx > 0 ? 1 : -1);
    else if (Math.hypot(dx, dy) > touchSlack) return;
    else if (tapped && isSecond(tapped, to)) this.#host.toggle({ x: to.x, y: to.y });
    else this.#tapped = to;
  }

  #places(): Point[] {
    return [...this.#down.values()].map(({ at }) => at);
  }
}

function isSecond(first: Press, second: Press): boolean {
  const near = Math.hypot(second.x - first.x, second.y - first.y) <= tapReach;
  return near && second.time - first.time <= tapPause;
}

function isPair(points: Point[]): points is [Point, Point] {
  return points.length === 2;
}

/** How many times as large a turn of the wheel makes the picture; a pinch on a trackpad comes as a wheel with Ctrl. */
export function wheelTimes({
  deltaY,
  deltaMode,
  ctrlKey,
}: Pick<WheelEvent, "deltaY" | "deltaMode" | "ctrlKey">): number {
  const lines = deltaMode === 0 ? 1 : lineHeight;
  const turned = Math.max(-mostTurned, Math.min(mostTurned, deltaY * lines));
  return Math.exp(-turned * (ctrlKey ? pinchRate : wheelRate));
}

const lineHeight = 16;
const mostTurned = 240;
const wheelRate = 0.002;
const pinchRate = 0.01;
