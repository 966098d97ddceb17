import type { Box, PictureRect, Point } from "./boxes";

type Size = { width: number; height: number };

/** What a photo is looked at through: a window in pixels of the page, and the picture in its own pixels. */
export type Frame = Size & {
  picture: Size;
  /** Pixels of the screen for one of the page, along a side. */
  density: number;
};

/** How large the picture is, in parts of the size at which all of it fits; `x` and `y` lead from the middle of the window to its own. */
export type View = { scale: number; x: number; y: number };

/** The whole picture, as large as the window lets it be. */
export const whole: View = { scale: 1, x: 0, y: 0 };

/** Pixels of the screen for one of the picture, at most. */
const most = 8;
/** The longest side of the picture that is shown at first, in its own pixels; `src-tauri/src/schemes.rs` makes it. */
const shownSide = 2560;
/** Where all of a picture fits at 100 %, a double click enlarges it as many times. */
const twice = 2;
/** What differs less than this is the same size. */
const slack = 0.001;
/** What is brought into the window keeps as far from its edge, in pixels of the page. */
const margin = 24;

export function isEnlarged({ scale }: View): boolean {
  return scale > 1 + slack;
}

/** The picture's size where all of it fits, in pixels of the page. */
export function fitOf({ width, height, picture }: Frame): Size {
  const scale = Math.min(width / picture.width, height / picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}

/** The scale at which a pixel of the picture is one of the screen. */
function actual(frame: Frame): number {
  return frame.picture.width / frame.density / fitOf(frame).width;
}

/** How many pixels of the screen one of the picture takes, along a side; 1 is 100 %. */
export function shareOf({ scale }: View, frame: Frame): number {
  return scale / actual(frame);
}

export function isLargest({ scale }: View, frame: Frame): boolean {
  return scale >= largest(frame) - slack;
}

/** Whether there is more to be seen in the picture than the one that is shown at first has. */
export function isCoarse(view: View, frame: Frame): boolean {
  const longest = Math.max(frame.picture.width, frame.picture.height);
  return longest > shownSide && shareOf(view, frame) * longest > shownSide;
}

/** A view within its bounds: the picture fills the window as far as it can, and never leaves it. */
export function bounded({ scale, x, y }: View, frame: Frame): View {
  const fit = fitOf(frame);
  const held = within(scale, 1, largest(frame));
  if (held <= 1 + slack) return whole;
  const room = (side: number, window: number) => Math.max(0, (side * held - window) / 2);
  const [across, down] = [room(fit.width, frame.width), room(fit.height, frame.height)];
  return { scale: held, x: within(x, -across, across), y: within(y, -down, down) };
}

/** The picture so many times as large, with the place at `at` (from the middle of the window) where it is. */
export function zoomed(view: View, times: number, at: Point, frame: Frame): View {
  const scale = within(view.scale * times, 1, largest(frame));
  const by = scale / view.scale;
  return bounded({ scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by }, frame);
}

/** 100 %, or the whole picture if it is larger than that already. */
export function toggled(view: View, at: Point, frame: Frame): View {
  if (isEnlarged(view)) return whole;
  const hundred = actual(frame);
  return zoomed(view, hundred > 1 + slack ? hundred : twice, at, frame);
}

export function moved(view: View, by: Point, frame: Frame): View {
  return bounded({ ...view, x: view.x + by.x, y: view.y + by.y }, frame);
}

/** Two fingers went from `before` to `after`: what lies under them goes along. */
export function pinched(view: View, before: [Point, Point], after: [Point, Point], frame: Frame): View {
  const times = apart(after) / Math.max(1, apart(before));
  const [from, to] = [middle(before), middle(after)];
  return moved(zoomed(view, times, from, frame), { x: to.x - from.x, y: to.y - from.y }, frame);
}

/** Where the whole picture lies, from the top left corner of the window. */
export function rectOf({ scale, x, y }: View, frame: Frame): PictureRect {
  const fit = fitOf(frame);
  const [width, height] = [fit.width * scale, fit.height * scale];
  return { left: (frame.width - width) / 2 + x, top: (frame.height - height) / 2 + y, width, height };
}

/** What can be seen of the picture, in parts of it. */
export function seenOf(view: View, frame: Frame): Box {
  const { left, top, width, height } = rectOf(view, frame);
  const [x, y] = [Math.max(0, -left / width), Math.max(0, -top / height)];
  const [right, bottom] = [(frame.width - left) / width, (frame.height - top) / height];
  return { x, y, w: Math.min(1, right) - x, h: Math.min(1, bottom) - y };
}

/** The picture moved just so far that a box in it can be seen, or its middle where it is larger than the window. */
export function revealing(view: View, box: Box, frame: Frame): View {
  const { left, top, width, height } = rectOf(view, frame);
  const x = shift(left + box.x * width, box.w * width, frame.width);
  const y = shift(top + box.y * height, box.h * height, frame.height);
  return moved(view, { x, y }, frame);
}

function shift(start: number, side: number, window: number): number {
  const room = Math.min(margin, Math.max(0, (window - side) / 2));
  if (side > window) return window / 2 - (start + side / 2);
  return within(start, room, window - room - side) - start;
}

const largest = (frame: Frame) => Math.max(1, actual(frame) * most);
const within = (value: number, least: number, greatest: number) => Math.max(least, Math.min(greatest, value));
const apart = ([a, b]: [Point, Point]) => Math.hypot(a.x - b.x, a.y - b.y);
const middle = ([a, b]: [Point, Point]): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
