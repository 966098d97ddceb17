import { expect, it } from "vitest";
import { currentStep, days, pastText } from "./historyText";

const step = (kind: string, people: string[], more = {}) => ({
  id: "7",
  at: 1_714_564_800,
  kind,
  count: 12,
  people,
  keyword: [] as string[],
  renamed: [] as string[],
  place: null as string | null,
  programs: [] as string[],
  holds: true,
  ...more,
});

it("says what a step did, with the names", () => {
  expect(pastText(step("confirm", ["Anna Berg"]))).toBe("12 faces confirmed as Anna Berg");
  expect(pastText(step("confirm", []))).toBe("12 faces confirmed");
  expect(pastText(step("reject", ["Anna Berg"], { count: 1 }))).toBe("1 face: not Anna Berg");
  expect(pastText(step("rename", ["Ann", "Anna"]))).toBe("Ann renamed to Anna");
  expect(pastText(step("merge", ["Ann", "Anna"]))).toBe("Ann merged into Anna");
  expect(pastText(step("dates", ["Anna"]))).toBe("Dates of Anna changed");
  expect(pastText(step("keyFace", ["Anna"]))).toBe("Picture of Anna chosen");
  expect(pastText(step("hide", ["Anna"]))).toBe("Anna hidden");
  expect(pastText(step("show", ["Anna"]))).toBe("Anna shown again");
  expect(pastText(step("draw", ["Anna"]))).toBe("Face drawn: Anna");
  expect(pastText(step("draw", []))).toBe("1 face drawn");
  expect(pastText(step("rename", []))).toBe("Renaming");
  const written = (programs: string[]) => pastText(step("import", [], { programs }));
  expect(written(["digiKam"])).toBe("12 words of files taken in (digiKam)");
  expect(written(["A", "B", "C", "D", "E"])).toBe("12 words of files taken in (A, B, C, and 2 more)");
  const added = (count: number) => step("addKeyword", [], { keyword: ["Orte", "Rom"], count });
  expect(pastText(added(1))).toBe("Keyword added: Orte › Rom");
  expect(pastText(added(12))).toBe("Keyword added to 12 photos: Orte › Rom");
  expect(pastText(step("removeKeyword", [], { keyword: ["Rom"] }))).toBe(
    "Keyword taken out of 12 photos: Rom",
  );
  expect(pastText(step("removeKeyword", []))).toBe("Keywords of 12 photos taken out");
  const moved = { keyword: ["Trips", "Rome"], renamed: ["Italy", "Rome"] };
  expect(pastText(step("renameKeyword", [], moved))).toBe("Keyword Trips › Rome is now Italy › Rome");
  expect(pastText(step("mergeKeyword", [], moved))).toBe("Keyword Trips › Rome merged into Italy › Rome");
  expect(pastText(step("deleteKeyword", [], { keyword: ["Rome"] }))).toBe("Keyword deleted: Rome");
  expect(pastText(step("leaveOut", [], { place: "2024/May" }))).toBe("Left out: 2024/May");
  expect(pastText(step("takeIn", [], { place: "2024/May" }))).toBe("Taken in again: 2024/May");
  expect(pastText(step("leaveOut", []))).toBe("12 left out");
});

it("puts the steps of a day together", () => {
  const [a, b, c] = [
    step("ignore", []),
    step("ignore", [], { id: "6" }),
    step("ignore", [], { at: 1_600_000_000 }),
  ];
  expect(days([a, b, c]).map((day) => day.steps)).toEqual([[a, b], [c]]);
});

it("knows the last step that holds", () => {
  const undone = step("ignore", [], { id: "8", holds: false });
  expect(currentStep([undone, step("ignore", [])])).toBe("7");
  expect(currentStep([undone])).toBeNull();
});
