import { expect, it } from "vitest";
import { certaintyOf } from "./certainty";

it("a suggestion at a bound has reached it", () => {
  expect([100, 50, 49, 45, 44, 0].map(certaintyOf)).toEqual([
    "almostSure",
    "almostSure",
    "likely",
    "likely",
    "perhaps",
    "perhaps",
  ]);
});
