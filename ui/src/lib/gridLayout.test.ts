import { describe, expect, it } from "vitest";
import { cellRect, cellsInRect, layoutGrid, stepFrom, visibleSections } from "./gridLayout";

const tile = { minWidth: 100, aspect: 1, height: 0 };
const shapes = [
  { count: 5, header: 40, cell: tile },
  { count: 0, header: 40, cell: tile },
  { count: 7, header: 40, cell: tile },
];
const layout = layoutGrid(shapes, 320, 10);

describe("layoutGrid", () => {
  it("fills the row with equal cells", () => {
    expect(layout.sections[0]).toMatchObject({
      columns: 3,
      cell: { w: 100, h: 100 },
      bodyTop: 40,
      height: 250,
    });
    expect(layout.count).toBe(12);
    expect(layoutGrid(shapes, 350, 10).sections[0]?.cell.w).toBeCloseTo(110);
  });

  it("never has less than one column", () => {
    expect(layoutGrid(shapes, 20, 10).sections[0]?.columns).toBe(1);
  });

  it("places a cell below the heading of its section", () => {
    expect(cellRect(layout, 4)).toEqual({ x: 110, y: 150, w: 100, h: 100 });
    const third = layout.sections[2]?.bodyTop ?? 0;
    expect(cellRect(layout, 5)).toEqual({ x: 0, y: third, w: 100, h: 100 });
    expect(cellRect(layout, 12)).toBeNull();
  });
});

describe("visibleSections", () => {
  it("returns whole rows that touch the strip, and nothing else", () => {
    expect(visibleSections(layout, 145, 200)).toEqual([{ section: 0, from: 0, to: 5 }]);
    expect(visibleSections(layout, 155, 200)).toEqual([{ section: 0, from: 3, to: 5 }]);
  });

  it("covers every cell exactly once when the whole grid is visible", () => {
    const seen = visibleSections(layout, 0, layout.height).reduce((sum, { from, to }) => sum + to - from, 0);
    expect(seen).toBe(layout.count);
  });

  it("stays small in a grid of a hundred thousand cells", () => {
    const large = layoutGrid([{ count: 100_000, header: 0, cell: tile }], 1000, 10);
    const [visible] = visibleSections(large, 500_000, 501_000);
    expect((visible?.to ?? 0) - (visible?.from ?? 0)).toBeLessThan(120);
  });
});

describe("stepFrom", () => {
  it("moves by one and stops at the ends", () => {
    expect(stepFrom(layout, 0, "left", 500)).toBe(0);
    expect(stepFrom(layout, 11, "right", 500)).toBe(11);
    expect(stepFrom(layout, 3, "end", 500)).toBe(11);
  });

  it("goes to the end of a short last row", () => {
    expect(stepFrom(layout, 2, "down", 500)).toBe(4);
  });

  it("keeps the column over a border and over an empty section", () => {
    expect(stepFrom(layout, 4, "down", 500)).toBe(6);
    expect(stepFrom(layout, 6, "up", 500)).toBe(4);
    expect(stepFrom(layout, 7, "up", 500)).toBe(4);
  });

  it("pages by what fits", () => {
    expect(stepFrom(layout, 5, "pageDown", 120)).toBe(8);
    expect(stepFrom(layout, 5, "pageDown", 10)).toBe(8);
  });
});

describe("cellsInRect", () => {
  it("finds the cells a rubber band touches", () => {
    expect(cellsInRect(layout, { x: 95, y: 130, w: 30, h: 30 })).toEqual([0, 1, 3, 4]);
    expect(cellsInRect(layout, { x: 101, y: 41, w: 5, h: 50 })).toEqual([]);
  });
});

describe("rows that begin at the right", () => {
  const mirrored = layoutGrid(shapes, 320, 10, true);
  const step = (from: number, way: "left" | "right" | "up" | "down") => stepFrom(mirrored, from, way, 400);

  it("lie as in a mirror", () => {
    expect([0, 1, 2, 3].map((at) => cellRect(mirrored, at)?.x)).toEqual([220, 110, 0, 220]);
    expect(cellsInRect(mirrored, { x: 215, y: 45, w: 50, h: 50 })).toEqual([0]);
  });

  it("are gone through by the arrow that points there", () => {
    expect([step(0, "left"), step(1, "right"), step(0, "right"), step(11, "left")]).toEqual([1, 0, 0, 11]);
  });

  it("keep the place when the section changes", () => {
    expect([step(3, "down"), step(4, "down"), step(5, "up"), step(7, "up")]).toEqual([5, 6, 3, 4]);
  });
});
