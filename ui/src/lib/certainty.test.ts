import { expect, it } from "vitest";
import { certaintyOf } from "./certainty";

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
