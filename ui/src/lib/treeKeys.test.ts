import { expect, it } from "vitest";
import { treeKey } from "./treeKeys";

const lines = [
  { depth: 0, open: true },
  { depth: 1, open: false },
  { depth: 1, open: true },
  { depth: 2, open: null },
  { depth: 0, open: null },
];
const at = (line: number, ...keys: string[]) => keys.map((key) => treeKey(key, lines, line));

it("goes up and down and stays within the tree", () => {
  expect(at(0, "ArrowUp", "ArrowDown", "Home", "End")).toEqual([0, 1, 0, 4]);
  expect(at(4, "ArrowUp", "ArrowDown", "Enter")).toEqual([3, 4, null]);
  expect(treeKey("ArrowDown", [], 0)).toBeNull();
});

it("unfolds, and goes into what is unfolded", () => {
  expect([treeKey("ArrowRight", lines, 1), treeKey("ArrowRight", lines, 2)]).toEqual(["toggle", 3]);
  expect(at(3, "ArrowRight")).toEqual([null]);
});

it("folds, and goes to what is above", () => {
  expect([2, 3, 1, 4].map((line) => treeKey("ArrowLeft", lines, line))).toEqual(["toggle", 2, 0, null]);
});
