/** A place in a picture, in fractions of it from the top left corner. */
export type Box = { x: number; y: number; w: number; h: number };
export type Point = { x: number; y: number };

/** Where the whole picture lies on the screen, in pixels of the page: zooming and moving it change nothing else. */
export type PictureRect = { left: number; top: number; width: number; height: number };

/** The edges that a handle moves. */
export const handles = ["nw", "n", "ne", "e", "se", "s", "sw", "w"] as const;
export type Handle = (typeof handles)[number];
export type Grip = Handle | "move";

/** One press of an arrow key, in parts of the picture. */
const nudge = 0.01;
/** A box that is drawn without a pointer, in parts of the shorter side of what can be seen. */
const ownSide = 0.2;
/** No side of a box is shorter than this, in pixels of the page. */
const leastSide = 8;

export function toPicture({ x, y }: Point, rect: PictureRect): Point {
  return { x: (x - rect.left) / rect.width, y: (y - rect.top) / rect.height };
}

export function toScreen({ x, y }: Point, rect: PictureRect): Point {
  return { x: rect.left + x * rect.width, y: rect.top + y * rect.height };
}

/** The shortest sides that a box may have: as parts of a picture that is shown in `rect`. */
export function leastSize(rect: PictureRect): { w: number; h: number } {
  return { w: Math.min(1, leastSide / rect.width), h: Math.min(1, leastSide / rect.height) };
}

/** The box between two corners, as far as it lies in the picture. */
export function between(a: Point, b: Point): Box {
  const [left, right] = [inside(Math.min(a.x, b.x)), inside(Math.max(a.x, b.x))];
  const [top, bottom] = [inside(Math.min(a.y, b.y)), inside(Math.max(a.y, b.y))];
  return { x: left, y: top, w: right - left, h: bottom - top };
}

export function isLargeEnough(box: Box, least: { w: number; h: number }): boolean {
  return box.w >= least.w && box.h >= least.h;
}

/** The box after a handle, or the whole of it, was moved by a part of the picture; it never leaves the picture. */
export function dragged(box: Box, grip: Grip, by: Point, least: { w: number; h: number }): Box {
  if (grip === "move") {
    const { x: left, y: top } = { x: box.x + by.x, y: box.y + by.y };
    return { ...box, x: within(left, 0, 1 - box.w), y: within(top, 0, 1 - box.h) };
  }
  const [x, w] = grip.includes("w")
    ? fromEnd(box.x, box.w, by.x, least.w)
    : [box.x, grip.includes("e") ? length(box.x, box.w, by.x, least.w) : box.w];
  const [y, h] = grip.includes("n")
    ? fromEnd(box.y, box.h, by.y, least.h)
    : [box.y, grip.includes("s") ? length(box.y, box.h, by.y, least.h) : box.h];
  return { x, y, w, h };
}

/** What an arrow key makes of a box: it moves it, or with Shift its right and lower edges. */
export function nudged(box: Box, key: string, resizes: boolean, least: { w: number; h: number }): Box | null {
  const by = arrows[key];
  if (!by) return null;
  const step = { x: by.x * nudge, y: by.y * nudge };
  return dragged(box, resizes ? (by.x === 0 ? "s" : "e") : "move", step, least);
}

const arrows: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A box in the middle of what can be seen of a picture, square on the screen. */
export function inTheMiddle(size: { width: number; height: number }, seen: Box): Box {
  const side = ownSide * Math.min(size.width * seen.w, size.height * seen.h);
  const [w, h] = [side / size.width, side / size.height];
  return { x: seen.x + (seen.w - w) / 2, y: seen.y + (seen.h - h) / 2, w, h };
}

export function isSameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));
const inside = (value: number) => within(value, 0, 1);

/** The new length of a side whose start stays. */
function length(start: number, side: number, by: number, least: number): number {
  return within(side + by, Math.min(least, side), Math.max(side, 1 - start));
}

/** The new start and length of a side whose end stays. */
function fromEnd(start: number, side: number, by: number, least: number): [number, number] {
  const end = start + side;
  const moved = within(start + by, Math.min(0, start), end - Math.min(least, side));
  return [moved, end - moved];
}
