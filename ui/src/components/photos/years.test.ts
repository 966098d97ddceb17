import { expect, it } from "vitest";
import { yearsOf } from "./years";

it("counts the photos of each year and knows where it begins", () => {
  const months = [
    { month: "2024-02", photos: 3, first: 0 },
    { month: "2024-01", photos: 1, first: 3 },
    { month: "1998-07", photos: 2, first: 4 },
    { month: null, photos: 5, first: 6 },
  ];
  expect(yearsOf(months)).toEqual([
    { year: "2024", photos: 4, month: 0 },
    { year: "1998", photos: 2, month: 2 },
    { year: null, photos: 5, month: 3 },
  ]);
  expect(yearsOf([])).toEqual([]);
});
