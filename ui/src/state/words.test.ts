import { expect, it } from "vitest";
import type { Decision } from "../ipc";
import { errorText, tallyOf } from "./words";

const confirm = (face: string, person: string): Decision => ({
  kind: "confirm",
  face,
  person,
  allowTwice: false,
});

it("counts a run of the same kind up", () => {
  const first = tallyOf([confirm("a", "Anna"), confirm("b", "Anna")], null);
  expect(first).toMatchObject({ count: 2, steps: 1, text: "2 confirmed as Anna" });
  expect(tallyOf([confirm("c", "anna")], first)).toMatchObject({
    count: 3,
    steps: 2,
    text: "3 confirmed as anna",
  });
  expect(tallyOf([confirm("c", "Ben")], first)).toMatchObject({ count: 3, steps: 2, text: "3 confirmed" });
});

it("starts again with another kind", () => {
  const first = tallyOf([confirm("a", "Anna")], null);
  expect(tallyOf([{ kind: "ignore", face: "b" }], first)).toMatchObject({
    count: 1,
    steps: 1,
    text: "1 ignored",
  });
});

it("names what was meant when a name was moved within a photo", () => {
  const tally = tallyOf([{ kind: "clear", face: "old" }, confirm("new", "Anna")], null);
  expect(tally?.text).toBe("1 confirmed as Anna");
});

it("says what to do after an error", () => {
  expect(errorText({ code: "invalidName", reason: "reserved" })).toContain("Choose another name");
  expect(errorText({ code: "invalidDate", date: "1984-13", reason: "month" })).toContain(
    "“1984-13” is no date",
  );
  expect(errorText({ code: "notConfirmed", person: "Anna" })).toContain("confirmed as Anna");
  expect(errorText({ code: "folderUnreadable", path: "/photos", reason: "EACCES" })).toContain("/photos");
  expect(errorText({ code: "internal", reportId: "7f3" })).toContain("7f3");
  expect(errorText({ code: "busy", work: "writing" })).toContain("Names are being written to files");
});

it("does not count pictures up: the last one holds", () => {
  const picture = (face: string): Decision => ({ kind: "keyFace", person: "Anna", face });
  const first = tallyOf([picture("a")], null);
  expect(tallyOf([picture("b")], first)).toMatchObject({
    count: 1,
    steps: 1,
    text: "Picture of Anna chosen",
  });
});

it("says whether somebody was hidden or shown again", () => {
  const hide = (hidden: boolean): Decision => ({ kind: "hide", person: "Anna", hidden });
  expect(tallyOf([hide(true)], null)?.text).toBe("Anna hidden");
  expect(tallyOf([hide(false)], tallyOf([hide(true)], null))).toMatchObject({
    steps: 1,
    text: "Anna shown again",
  });
});

it("says what was drawn and moved", () => {
  const box = { x: 0, y: 0, w: 0.1, h: 0.1 };
  const draw = (person: string | null): Decision => ({
    kind: "draw",
    photo: "p",
    box,
    person,
    allowTwice: false,
  });
  expect(tallyOf([draw("Anna")], null)?.text).toBe("1 face drawn: Anna");
  expect(tallyOf([draw(null)], null)?.text).toBe("1 face drawn");
  const moved = tallyOf([{ kind: "place", face: "a", box }], null);
  expect(tallyOf([{ kind: "place", face: "a", box }], moved)?.text).toBe("2 boxes changed");
});
