import { expect, it } from "vitest";
import { importedText } from "./importText";

it("says what was taken in and what was not", () => {
  expect(importedText({ photos: 2, taken: 3, conflicts: 1, missing: 4 })).toEqual([
    "3 names and faces taken in, from 2 photos.",
    "1 face is named otherwise than you did. It waits in Contradictions.",
    "4 photos are not in Kith.",
  ]);
  expect(importedText({ photos: 5, taken: 0, conflicts: 0, missing: 0 })).toEqual([
    "Nothing new was found for the photos that Kith knows.",
  ]);
});
