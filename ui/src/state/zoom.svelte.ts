import type { Box, PictureRect, Point } from "../lib/boxes";
import {
  bounded,
  isCoarse,
  isEnlarged,
  isLargest,
  moved,
  pinched,
  rectOf,
  revealing,
  seenOf,
  shareOf,
  toggled,
  whole,
  zoomed,
  type Frame,
  type View,
} from "../lib/zoom";

/** One press of a key or a button makes the picture so many times as large. */
const step = Math.SQRT2;
/** One press of an arrow key moves it by such a part of the window. */
const stride = 0.15;

const centre: Point = { x: 0, y: 0 };
const all: Box = { x: 0, y: 0, w: 1, h: 1 };

/** How a photo that fills the window is looked at: as a whole, or enlarged and moved. Places are counted from the middle of the window. */
export class Zoom {
  readonly #marked: () => Box | null;
  #view = $state.raw<View>(whole);
  #frame = $state.raw<Frame | null>(null);
  /** What was asked for by a key or a button glides; what a hand does is there at once. */
  glides = $state(false);

  readonly enlarged: boolean = $derived(isEnlarged(this.#view));
  readonly largest: boolean = $derived(this.#frame !== null && isLargest(this.#view, this.#frame));
  /** The picture that is shown at first has too few pixels for this. */
  readonly coarse: boolean = $derived(this.#frame !== null && isCoarse(this.#view, this.#frame));
  /** Where the whole picture lies, from the top left corner of the window; null until that is known. */
  readonly rect: PictureRect | null = $derived(this.#frame && rectOf(this.#view, this.#frame));
  /** What can be seen of the picture, in parts of it. */
  readonly seen: Box = $derived(this.#frame ? seenOf(this.#view, this.#frame) : all);
  /** 1 where a pixel of the picture is one of the screen. */
  readonly share: number = $derived(this.#frame ? shareOf(this.#view, this.#frame) : 1);

  /** `marked` is the face that the keys are about, in parts of the picture. */
  constructor(marked: () => Box | null = () => null) {
    this.#marked = marked;
  }

  /** The window, or the picture in it, has another size. */
  resize(frame: Frame): void {
    this.glides = false;
    this.#frame = frame;
    this.#view = bounded(this.#view, frame);
  }

  /** Another photo, or none. */
  reset(): void {
    this.glides = false;
    this.#view = whole;
  }

  /** The window is closed. */
  forget(): void {
    this.reset();
    this.#frame = null;
  }

  /** The whole picture. */
  fit(): void {
    this.#glide(() => whole);
  }

  /** Around the marked face if it is in sight, or else around the middle. */
  larger(): void {
    this.#glide((frame) => zoomed(this.#view, step, this.#centreOf(frame), frame));
  }

  smaller(): void {
    this.#glide((frame) => zoomed(this.#view, 1 / step, this.#centreOf(frame), frame));
  }

  /** Between the whole picture and 100 %. */
  toggle(at: Point): void {
    this.#glide((frame) => toggled(this.#view, at, frame));
  }

  /** An arrow key looks further that way; false for other keys, and where all can be seen. */
  look(key: string): boolean {
    const towards = arrows[key];
    if (!towards || !this.enlarged) return false;
    this.#glide((frame) => {
      const by = { x: -towards.x * stride * frame.width, y: -towards.y * stride * frame.height };
      return moved(this.#view, by, frame);
    });
    return true;
  }

  /** Brings a box of the picture into the window if most of it lies outside. */
  reveal(box: Box): void {
    if (this.#isInSight(box)) return;
    this.#glide((frame) => revealing(this.#view, box, frame));
  }

  /** The wheel was turned. */
  wheel(times: number, at: Point): void {
    this.#follow((frame) => zoomed(this.#view, times, at, frame));
  }

  move(by: Point): void {
    this.#follow((frame) => moved(this.#view, by, frame));
  }

  pinch(before: [Point, Point], after: [Point, Point]): void {
    this.#follow((frame) => pinched(this.#view, before, after, frame));
  }

  #isInSight(box: Box): boolean {
    const { x, y, w, h } = this.seen;
    const [across, down] = [box.x + box.w / 2, box.y + box.h / 2];
    return across >= x && across <= x + w && down >= y && down <= y + h;
  }

  #centreOf(frame: Frame): Point {
    const box = this.#marked();
    if (!box || !this.#isInSight(box)) return centre;
    const { left, top, width, height } = rectOf(this.#view, frame);
    const middle = { x: left + (box.x + box.w / 2) * width, y: top + (box.y + box.h / 2) * height };
    return { x: middle.x - frame.width / 2, y: middle.y - frame.height / 2 };
  }

  #glide(next: (frame: Frame) => View): void {
    if (!this.#frame) return;
    const { scale, x, y } = this.#view;
    this.#view = next(this.#frame);
    this.glides ||= this.#view.scale !== scale || this.#view.x !== x || this.#view.y !== y;
  }

  #follow(next: (frame: Frame) => View): void {
    this.glides = false;
    if (this.#frame) this.#view = next(this.#frame);
  }
}

const arrows: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
