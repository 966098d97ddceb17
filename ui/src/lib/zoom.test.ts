import { describe, expect, it } from "vitest";
import {
  bounded,
  fitOf,
  isCoarse,
  isEnlarged,
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
} from "./zoom";

/** 4000 by 2000 pixels in a window of 1000 by 800: the whole picture is 1000 by 500, at 25 %. */
const frame: Frame = { width: 1000, height: 800, picture: { width: 4000, height: 2000 }, density: 1 };
const middle = { x: 0, y: 0 };

/** What part of the picture lies at a place, from the middle of the window. */
function partAt(view: View, at: { x: number; y: number }) {
  const { left, top, width, height } = rectOf(view, frame);
  return [(at.x + frame.width / 2 - left) / width, (at.y + frame.height / 2 - top) / height];
}

it("shows the whole picture in the middle of the window", () => {
  expect(fitOf(frame)).toEqual({ width: 1000, height: 500 });
  expect(rectOf(whole, frame)).toEqual({ left: 0, top: 150, width: 1000, height: 500 });
  expect(shareOf(whole, frame)).toBe(0.25);
  expect(shareOf(whole, { ...frame, density: 2 })).toBe(0.5);
});

describe("zooming", () => {
  it("leaves what is under the pointer where it is", () => {
    const at = { x: 300, y: -100 };
    const view = zoomed(zoomed(whole, 2, at, frame), 1.7, at, frame);
    const before = partAt(whole, at);
    partAt(view, at).forEach((part, side) => expect(part).toBeCloseTo(before[side] as number, 9));
  });

  it("goes from the whole picture to eight pixels of the screen for one of it", () => {
    expect(zoomed(whole, 0.5, middle, frame)).toEqual(whole);
    expect(shareOf(zoomed(whole, 1000, middle, frame), frame)).toBeCloseTo(8, 9);
    expect(
      shareOf(zoomed(whole, 1000, middle, { ...frame, density: 2 }), { ...frame, density: 2 }),
    ).toBeCloseTo(8, 9);
  });

  it("keeps a picture that is smaller than an eighth of the window whole", () => {
    const tiny: Frame = { ...frame, picture: { width: 100, height: 50 } };
    expect(zoomed(whole, 4, middle, tiny)).toEqual(whole);
  });

  it("brings the whole picture back to its place", () => {
    const off = zoomed(whole, 4, { x: 500, y: 400 }, frame);
    expect(zoomed(off, 0.25, { x: -500, y: 0 }, frame)).toEqual(whole);
  });
});

describe("a double click", () => {
  it("shows the picture at 100 %, and then all of it", () => {
    const at = { x: 100, y: 50 };
    const view = toggled(whole, at, frame);
    expect(shareOf(view, frame)).toBe(1);
    expect(partAt(view, at)).toEqual(partAt(whole, at));
    expect(toggled(view, at, frame)).toEqual(whole);
  });

  it("enlarges also a picture that fits at 100 %", () => {
    const small: Frame = { ...frame, picture: { width: 400, height: 200 } };
    expect(toggled(whole, middle, small).scale).toBe(2);
  });
});

it("asks for more pixels only where the first picture has too few, and there are more", () => {
  expect([isCoarse(whole, frame), isCoarse(zoomed(whole, 3, middle, frame), frame)]).toEqual([false, true]);
  const small: Frame = { ...frame, picture: { width: 2000, height: 1000 } };
  expect(isCoarse(zoomed(whole, 9, middle, small), small)).toBe(false);
});

describe("moving", () => {
  it("never shows what lies beside the picture", () => {
    const view = zoomed(whole, 4, middle, frame);
    const { left, top, width, height } = rectOf(moved(view, { x: 9000, y: 9000 }, frame), frame);
    expect([left, top]).toEqual([0, 0]);
    const other = rectOf(moved(view, { x: -9000, y: -9000 }, frame), frame);
    expect([other.left + width, other.top + height]).toEqual([1000, 800]);
  });

  it("keeps it in the middle where it does not fill the window", () => {
    const view = moved(zoomed(whole, 1.2, middle, frame), { x: 0, y: 500 }, frame);
    expect(view.y).toBe(0);
    expect(moved(whole, { x: 50, y: 50 }, frame)).toEqual(whole);
  });

  it("stays in bounds when the window changes", () => {
    const narrow: Frame = { ...frame, width: 600 };
    const view = moved(zoomed(whole, 2, middle, frame), { x: 500, y: 0 }, frame);
    expect(rectOf(bounded(view, narrow), narrow).left).toBeCloseTo(0, 9);
  });
});

it("two fingers take along what lies under them", () => {
  const before: [typeof middle, typeof middle] = [
    { x: -50, y: 0 },
    { x: 50, y: 0 },
  ];
  const after: [typeof middle, typeof middle] = [
    { x: -180, y: 40 },
    { x: 220, y: 40 },
  ];
  const view = pinched(whole, before, after, frame);
  expect(view.scale).toBeCloseTo(4, 9);
  expect(partAt(view, { x: 20, y: 40 })[0]).toBeCloseTo(0.5, 9);
});

describe("what can be seen", () => {
  it("is all of it, or what the window shows", () => {
    expect(seenOf(whole, frame)).toEqual({ x: 0, y: 0, w: 1, h: 1 });
    const { x, y, w, h } = seenOf(zoomed(whole, 4, middle, frame), frame);
    [x, y, w, h].forEach((side, at) => expect(side).toBeCloseTo([0.375, 0.3, 0.25, 0.4][at] as number, 9));
  });

  it("moves to a box that lies outside, and no further", () => {
    const view = zoomed(whole, 4, middle, frame);
    const box = { x: 0.7, y: 0.45, w: 0.1, h: 0.1 };
    const shown = revealing(view, box, frame);
    const seen = seenOf(shown, frame);
    expect(seen.x + seen.w).toBeGreaterThan(box.x + box.w);
    expect(seen.x + seen.w).toBeLessThan(box.x + box.w + 0.01);
    expect(shown.y).toBe(view.y);
    expect(revealing(shown, box, frame)).toEqual(shown);
    expect(isEnlarged(revealing(whole, box, frame))).toBe(false);
  });
});
