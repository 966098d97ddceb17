import { expect, it } from "vitest";
import { layoutGrid } from "./gridLayout";
import { steadyAfter, steadyPlaces, steadyShift } from "./steady";

const layoutOf = (keys: string[]) =>
  layoutGrid([{ count: keys.length, header: 0, cell: { minWidth: 100, aspect: 1, height: 0 } }], 200, 0);
const before = [..."abcdefghij"];
const shiftTo = (after: string[], top: number) => {
  const places = steadyPlaces(layoutOf(before), top, 200, (index) => before[index] ?? null);
  return steadyShift(places, layoutOf(after), (key) => after.indexOf(key));
};

it("makes up for rows that came or went above the window", () => {
  expect(shiftTo(["x", "y", ...before], 200)).toBe(100);
  expect(shiftTo(before.slice(2), 200)).toBe(-100);
});

it("stays where it is when cells leave the window itself", () => {
  expect(shiftTo([..."abcdghij"], 200)).toBe(0);
});

it("holds on to a cell in the window when everything above it has left", () => {
  expect(shiftTo([..."efghij"], 200)).toBe(-200);
});

it("shows what is new at the very top", () => {
  expect(shiftTo(["x", "y", ...before], 0)).toBe(0);
});

it("adds up what leaves one by one, row after row", () => {
  let places = steadyPlaces(layoutOf(before), 400, 200, (index) => before[index] ?? null);
  let shifts = 0;
  for (let left = 1; left <= 4; left++) {
    const after = before.slice(left);
    const indexOf = (key: string) => after.indexOf(key);
    shifts += steadyShift(places, layoutOf(after), indexOf);
    places = steadyAfter(places, layoutOf(after), indexOf);
  }
  expect(shifts).toBe(-200);
});
