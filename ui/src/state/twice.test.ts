import { describe, expect, it } from "vitest";
import type { Decision, Face, Photo } from "../ipc";
import { resolveTwice, twiceQuestion } from "./twice";

const face = (id: string, person: string | null): Face => ({
  id,
  photo: "p1",
  thumbnail: `${id}-1`,
  state: person ? "confirmed" : "unknown",
  reason: null,
  person: person ? { id: person, name: person } : null,
  later: false,
  suggestion: null,
  group: null,
  box: { x: 0, y: 0, w: 0.1, h: 0.1 },
  taken: null,
  takenOn: null,
});
const photo = (...faces: Face[]): Photo => ({
  id: "p1",
  path: "a.jpg",
  root: "/",
  width: 10,
  height: 10,
  taken: null,
  faces,
  named: [],
  keywords: [],
});
const confirm = (id: string): Decision => ({ kind: "confirm", face: id, person: "Anna", allowTwice: false });

describe("one face more of somebody who is in the photo", () => {
  const decisions = [confirm("new")];
  const question = twiceQuestion("Anna", photo(face("old", "Anna"), face("new", null)), decisions);

  it("offers both, moving the name, and to cancel", () => {
    expect(question.choices).toEqual(["both", "moveHere", "cancel"]);
  });

  it("allows the second one for both", () => {
    expect(resolveTwice(question, "both", decisions)).toEqual([{ ...confirm("new"), allowTwice: true }]);
  });

  it("takes the name off the first one when it moves", () => {
    expect(resolveTwice(question, "moveHere", decisions)).toEqual([
      { kind: "clear", face: "old" },
      confirm("new"),
    ]);
  });

  it("does nothing when it is cancelled", () => {
    expect(resolveTwice(question, "cancel", decisions)).toBeNull();
  });
});

it("can leave a photo with two of them out of a group", () => {
  const decisions = [confirm("a"), confirm("b"), confirm("elsewhere")];
  const question = twiceQuestion("Anna", photo(face("a", null), face("b", null)), decisions);
  expect(question.choices).toEqual(["both", "leaveOut", "cancel"]);
  expect(resolveTwice(question, "leaveOut", decisions)).toEqual([confirm("elsewhere")]);
  expect(resolveTwice(question, "both", decisions)?.map((d) => "allowTwice" in d && d.allowTwice)).toEqual([
    true,
    true,
    false,
  ]);
});

it("asks a merge only whether both are the same person", () => {
  const merge: Decision = { kind: "merge", person: "Ann", into: "Anna", allowTwice: false };
  const question = twiceQuestion("Anna", photo(face("a", "Anna"), face("b", "Ann")), [merge]);
  expect(question.choices).toEqual(["both", "cancel"]);
  expect(resolveTwice(question, "both", [merge])).toEqual([{ ...merge, allowTwice: true }]);
});

describe("a face that was drawn and named as somebody who is in the photo", () => {
  const box = { x: 0, y: 0, w: 0.1, h: 0.1 };
  const decisions: Decision[] = [{ kind: "draw", photo: "p1", box, person: "anna", allowTwice: false }];
  const question = twiceQuestion("Anna", photo(face("old", "Anna")), decisions);

  it("offers both, moving the name, and to cancel", () => {
    expect(question.choices).toEqual(["both", "moveHere", "cancel"]);
    expect(resolveTwice(question, "both", decisions)).toEqual([{ ...decisions[0], allowTwice: true }]);
    expect(resolveTwice(question, "moveHere", decisions)).toEqual([
      { kind: "clear", face: "old" },
      ...decisions,
    ]);
  });
});
