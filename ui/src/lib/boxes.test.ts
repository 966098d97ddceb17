import { describe, expect, it } from "vitest";
import {
  between,
  dragged,
  handles,
  inTheMiddle,
  isLargeEnough,
  leastSize,
  nudged,
  toPicture,
  toScreen,
  type Box,
  type Grip,
  type PictureRect,
} from "./boxes";

/** The same numbers in every run: between 0 and 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

const least = { w: 0.02, h: 0.03 };
const box: Box = { x: 0.2, y: 0.3, w: 0.4, h: 0.2 };
const cases = Array.from({ length: 500 }, (_, seed) => numbers(seed + 1));

function anyBox(next: () => number): Box {
  const [w, h] = [0.05 + next() * 0.5, 0.05 + next() * 0.5];
  return { x: next() * (1 - w), y: next() * (1 - h), w, h };
}

/** From a thumbnail to forty times the screen, moved anywhere. */
function anyRect(next: () => number): PictureRect {
  const width = 60 + next() ** 4 * 60_000;
  return {
    left: (next() - 0.5) * 5000,
    top: (next() - 0.5) * 5000,
    width,
    height: width * (0.3 + next() * 3),
  };
}

describe("places", () => {
  it("go from the screen to the picture and back, however it is zoomed and moved", () => {
    for (const next of cases) {
      const rect = anyRect(next);
      const point = { x: next() * 2000, y: next() * 2000 };
      const back = toScreen(toPicture(point, rect), rect);
      expect(back.x).toBeCloseTo(point.x, 6);
      expect(back.y).toBeCloseTo(point.y, 6);
    }
  });

  it("are the same part of the picture at every zoom", () => {
    const at = (rect: PictureRect) => toPicture(toScreen({ x: 0.25, y: 0.75 }, rect), rect);
    for (const next of cases) {
      const { x, y } = at(anyRect(next));
      expect(x).toBeCloseTo(0.25, 9);
      expect(y).toBeCloseTo(0.75, 9);
    }
    expect(toPicture({ x: 150, y: 90 }, { left: 100, top: 50, width: 200, height: 80 })).toEqual({
      x: 0.25,
      y: 0.5,
    });
  });
});

describe("a drawn box", () => {
  it("is the same whichever corner comes first, and ends at the edges of the picture", () => {
    for (const next of cases) {
      const [a, b] = [
        { x: next() * 2 - 0.5, y: next() * 2 - 0.5 },
        { x: next() * 2 - 0.5, y: next() * 2 - 0.5 },
      ];
      const drawn = between(a, b);
      expect(between(b, a)).toEqual(drawn);
      expectInPicture(drawn);
    }
    expect(between({ x: 0.5, y: 0.25 }, { x: 0.25, y: 0.75 })).toEqual({ x: 0.25, y: 0.25, w: 0.25, h: 0.5 });
  });

  it("must be large enough on the screen", () => {
    const size = leastSize({ left: 0, top: 0, width: 400, height: 200 });
    expect(size).toEqual({ w: 0.02, h: 0.04 });
    expect(isLargeEnough({ ...box, w: 0.02, h: 0.04 }, size)).toBe(true);
    expect(isLargeEnough({ ...box, w: 0.019, h: 0.4 }, size)).toBe(false);
  });

  it("without a pointer lies in the middle and is a square on the screen", () => {
    const { x, y, w, h } = inTheMiddle({ width: 1500, height: 1000 }, { x: 0, y: 0, w: 1, h: 1 });
    expect(w * 1500).toBeCloseTo(h * 1000);
    expect([x + w / 2, y + h / 2]).toEqual([0.5, 0.5]);
  });

  it("lies in the middle of what can be seen, and is smaller where that is less", () => {
    const { x, y, w, h } = inTheMiddle({ width: 1500, height: 1000 }, { x: 0.5, y: 0.25, w: 0.25, h: 0.25 });
    expect(w * 1500).toBeCloseTo(50);
    expect(h * 1000).toBeCloseTo(50);
    expect(x + w / 2).toBeCloseTo(0.625);
    expect(y + h / 2).toBeCloseTo(0.375);
  });
});

describe("a box that is dragged", () => {
  it("keeps its size when it is moved, and never leaves the picture", () => {
    for (const next of cases) {
      const before = anyBox(next);
      const after = dragged(before, "move", { x: next() * 4 - 2, y: next() * 4 - 2 }, least);
      expect([after.w, after.h]).toEqual([before.w, before.h]);
      expectInPicture(after);
    }
  });

  it("by a handle keeps the edges that are not its own, a least size, and stays in the picture", () => {
    for (const next of cases) {
      const before = anyBox(next);
      for (const grip of handles) {
        const after = dragged(before, grip, { x: next() * 4 - 2, y: next() * 4 - 2 }, least);
        expectInPicture(after);
        expect(isLargeEnough(after, { w: least.w - 1e-9, h: least.h - 1e-9 })).toBe(true);
        if (!grip.includes("w")) expect(after.x).toBe(before.x);
        if (!grip.includes("n")) expect(after.y).toBe(before.y);
        if (!grip.includes("e")) expect(after.x + after.w).toBeCloseTo(before.x + before.w, 9);
        if (!grip.includes("s")) expect(after.y + after.h).toBeCloseTo(before.y + before.h, 9);
      }
    }
  });

  it("goes back when the drag goes back, as long as no edge stopped it", () => {
    for (const next of cases) {
      const before = { x: 0.4, y: 0.4, w: 0.2, h: 0.2 };
      const by = { x: (next() - 0.5) * 0.1, y: (next() - 0.5) * 0.1 };
      for (const grip of ["move", ...handles] as Grip[]) {
        const there = dragged(before, grip, by, least);
        const back = dragged(there, grip, { x: -by.x, y: -by.y }, least);
        for (const side of ["x", "y", "w", "h"] as const) expect(back[side]).toBeCloseTo(before[side], 9);
      }
    }
  });

  it("that was drawn by another program beyond the edge is left as it is until it is moved", () => {
    const beyond = { x: -0.1, y: 0.5, w: 0.3, h: 0.6 };
    expect(dragged(beyond, "se", { x: 0, y: 0 }, least)).toEqual(beyond);
    expectInPicture(dragged(beyond, "move", { x: 0.01, y: 0 }, least));
  });
});

describe("arrow keys", () => {
  it("move a box by a hundredth of the picture, and resize it with Shift", () => {
    expect(nudged(box, "ArrowLeft", false, least)?.x).toBeCloseTo(0.19);
    expect(nudged(box, "ArrowDown", false, least)?.y).toBeCloseTo(0.31);
    expect(nudged(box, "ArrowRight", true, least)?.w).toBeCloseTo(0.41);
    expect(nudged(box, "ArrowUp", true, least)?.h).toBeCloseTo(0.19);
    expect(nudged(box, "Enter", false, least)).toBeNull();
  });
});

function expectInPicture({ x, y, w, h }: Box) {
  expect(Math.min(x, y, w, h)).toBeGreaterThanOrEqual(0);
  expect(Math.max(x + w, y + h)).toBeLessThanOrEqual(1 + 1e-9);
}
