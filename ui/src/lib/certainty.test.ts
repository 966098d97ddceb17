import { expect, it } from "vitest";
import { certaintyOf, chanceOf } from "./certainty";

it("a suggestion at a bound has reached it", () => {
  expect([100, 99, 98, 90, 89, 0].map(certaintyOf)).toEqual([
    "almostSure",
    "almostSure",
    "likely",
    "likely",
    "perhaps",
    "perhaps",
  ]);
});

it("what would not be suggested is possible", () => {
  expect([99, 70, 69, 1].map(chanceOf)).toEqual(["almostSure", "perhaps", "possible", "possible"]);
});
