import { describe, expect, it } from "vitest";
import type { Decision, Face } from "../ipc";
import { belongs, predict } from "./predict";

const suggested: Face = {
  id: "f1",
  photo: "p1",
  thumbnail: "f1-1",
  state: "suggested",
  reason: null,
  person: null,
  suggestion: { person: { id: "anna", name: "Anna" }, probability: 60, runnerUp: null },
  later: false,
  group: null,
  box: { x: 0, y: 0, w: 1, h: 1 },
  taken: null,
  takenOn: null,
};
const confirm = (person: string): Decision => ({ kind: "confirm", face: "f1", person, allowTwice: false });

describe("predict", () => {
  it("keeps a confirmed suggestion on the page of its person", () => {
    const face = predict(suggested, confirm("anna"));
    expect(face).toMatchObject({ state: "confirmed", person: { id: "anna" }, suggestion: null });
    expect(belongs(face, { kind: "person", person: "anna" })).toBe(true);
    expect(belongs(face, { kind: "unconfirmed" })).toBe(false);
  });

  it("takes a face given to somebody else off the page", () => {
    expect(belongs(predict(suggested, confirm("Ben")), { kind: "person", person: "anna" })).toBe(false);
  });

  it.each<[Decision, Face["state"], Face["reason"]]>([
    [{ kind: "ignore", face: "f1" }, "ignored", "ignored"],
    [{ kind: "notAFace", face: "f1" }, "ignored", "notAFace"],
    [{ kind: "stranger", face: "f1" }, "ignored", "stranger"],
    [{ kind: "reject", face: "f1", person: "Anna" }, "unknown", null],
    [{ kind: "clear", face: "f1" }, "unknown", null],
  ])("%o", (decision, state, reason) => {
    expect(predict(suggested, decision)).toMatchObject({ state, reason, suggestion: null, person: null });
  });

  it("takes a named face out of its group", () => {
    const grouped: Face = { ...suggested, state: "unknown", suggestion: null, group: "g1" };
    expect(belongs(grouped, { kind: "group", group: "g1" })).toBe(true);
    expect(belongs(predict(grouped, confirm("Anna")), { kind: "group", group: "g1" })).toBe(false);
  });
});
