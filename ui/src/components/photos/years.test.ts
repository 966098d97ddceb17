import { expect, it } from "vitest";
import { partsOf, yearsOf } from "./years";

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

it("shows a year of few photos as one, and a single month by its name", () => {
  const months = [
    ["2025-08", 40],
    ["2025-03", 1],
    ["2024-12", 2],
    ["2024-05", 1],
    ["2023-07", 3],
    [null, 2],
  ] as const;
  const listed = partsOf(months.map(([month, photos]) => ({ month, photos, first: 0 })));
  expect(listed.parts).toEqual([
    { id: "2025-08", month: "2025-08", year: "2025", photos: 40 },
    { id: "2025-03", month: "2025-03", year: "2025", photos: 1 },
    { id: "2024", month: null, year: "2024", photos: 3 },
    { id: "2023", month: "2023-07", year: "2023", photos: 3 },
    { id: "undated", month: null, year: null, photos: 2 },
  ]);
  expect(listed.ofMonth).toEqual([0, 1, 2, 2, 3, 4]);
});
