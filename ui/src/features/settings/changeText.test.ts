import { expect, it } from "vitest";
import { besideOf, changesOf } from "./changeText";

const file = {
  id: "1",
  photo: "2024/a.jpg",
  target: "2024/a.jpg.xmp",
  changes: [
    { kind: "added" as const, name: "Anna" },
    { kind: "renamed" as const, from: "Ben", to: "Bert" },
    { kind: "removed" as const, name: "Cem" },
    { kind: "moved" as const, name: "Dana" },
  ],
  obstacle: null,
};

it("says in words what would change", () => {
  expect(changesOf(file)).toEqual([
    "Anna is added",
    "Ben becomes Bert",
    "Cem is taken out",
    "the box around Dana changes",
  ]);
  expect(changesOf({ ...file, changes: [] })).toEqual(["says it already"]);
});

it("says what stands in the way instead", () => {
  expect(changesOf({ ...file, obstacle: "diskFull" })).toEqual(["The disk is full."]);
  expect(changesOf({ ...file, obstacle: "contradiction" })).toEqual(["It says something else than you."]);
});

it("names the file beside the photo, and not the photo", () => {
  expect(besideOf(file)).toBe("in a.jpg.xmp");
  expect(besideOf({ ...file, target: file.photo })).toBeNull();
});
