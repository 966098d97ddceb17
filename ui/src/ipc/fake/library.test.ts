import { describe, expect, it } from "vitest";
import type { Decision } from "../types";
import { offerOf } from "./hiding";
import { FakeLibrary } from "./library";
import { groupsOf, select } from "./lists";
import { together } from "./pictures";
import { seeded, type Random } from "./random";
import { type FakePerson, seedLibrary } from "./seed";

const library = () => new FakeLibrary(seedLibrary(60, true));
const view = (of: FakeLibrary) => JSON.stringify([of.view(), of.people()]);

function randomDecision(of: FakeLibrary, random: Random): Decision {
  const face = random.pick([...of.seed.faces.keys()]);
  const person = random.pick(of.people()).name;
  return random.pick<() => Decision>([
    () => ({ kind: "confirm", face, person, allowTwice: true }),
    () => ({ kind: "confirm", face, person: `New ${random.whole(1, 9)}`, allowTwice: true }),
    () => ({ kind: "reject", face, person }),
    () => ({ kind: "ignore", face }),
    () => ({ kind: "notAFace", face }),
    () => ({ kind: "clear", face }),
    () => ({ kind: "place", face, box: { x: random.next() / 2, y: 0.1, w: 0.2, h: 0.3 } }),
    () => ({
      kind: "draw",
      photo: "photo1",
      box: { x: random.next() / 2, y: 0.6, w: 0.1, h: 0.1 },
      person: random.pick([person, null]),
      allowTwice: true,
    }),
    () => ({ kind: "rename", person, to: `${person} ${random.whole(1, 99)}` }),
  ])();
}

describe("undo and redo", () => {
  it("bring back every state on the way, whatever was decided", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = seeded(seed);
      const kept = library();
      const states = [view(kept)];
      for (let step = 0; step < 12; step++) {
        kept.decide([randomDecision(kept, random)]);
        states.push(view(kept));
      }
      for (let step = 11; step >= 0; step--) {
        kept.undo();
        expect(view(kept)).toBe(states[step]);
      }
      for (let step = 1; step <= 12; step++) {
        kept.redo();
        expect(view(kept)).toBe(states[step]);
      }
    }
  });
});

it("goes to any point of its history", () => {
  const random = seeded(7);
  const kept = library();
  const states = [view(kept)];
  for (let step = 0; step < 10; step++) {
    kept.decide([randomDecision(kept, random)]);
    states.push(view(kept));
  }
  for (const at of [3, 9, 0, 10, 5]) {
    const target = at === 0 ? null : (kept.steps.at(-at)?.id ?? null);
    kept.goTo(target);
    expect(view(kept)).toBe(states[at]);
    expect(kept.steps.filter((step) => step.holds)).toHaveLength(at);
    expect(kept.steps).toHaveLength(10);
  }
});

it("takes all decisions or none", () => {
  const kept = library();
  const before = view(kept);
  const face = [...kept.seed.faces.keys()][0] ?? "";
  const decisions: Decision[] = [
    { kind: "ignore", face },
    { kind: "ignore", face: "nobody" },
  ];
  expect(() => kept.decide(decisions)).toThrow(expect.objectContaining({ code: "notFound" }));
  expect(view(kept)).toBe(before);
  expect(kept.undoState.undo).toBeNull();
});

it("asks before somebody is in a photo twice, and refuses names of lists", () => {
  const kept = library();
  const named = kept
    .view()
    .find(
      (face) =>
        face.person && kept.view().some((other) => other.photo === face.photo && other.id !== face.id),
    );
  const other = kept.view().find((face) => face.photo === named?.photo && face.id !== named.id);
  const person = named?.person?.name ?? "";
  const again: Decision = { kind: "confirm", face: other?.id ?? "", person, allowTwice: false };
  expect(() => kept.decide([again])).toThrow(expect.objectContaining({ code: "twiceInPhoto", person }));
  expect(kept.decide([{ ...again, allowTwice: true }])).toBe(true);
  expect(() => kept.decide([{ ...again, person: " IGNORED " }])).toThrow(
    expect.objectContaining({ code: "invalidName" }),
  );
});

it("counts every face in exactly one place", () => {
  const faces = library().view();
  const grouped = groupsOf(faces).reduce((sum, group) => sum + group.count, 0);
  const alone = select(faces, { kind: "alone" }).length;
  expect(grouped + alone).toBe(select(faces, { kind: "unknown" }).length);
  expect(grouped).toBeGreaterThan(10);
});

it("keeps the picture of who stays in a merge, or takes the other one", () => {
  const kept = library();
  const [anna, ben] = kept.people() as [FakePerson, FakePerson];
  const faceOf = ({ id }: FakePerson) => select(kept.view(), { kind: "person", person: id }).at(-1)?.id ?? "";
  const [first, second] = [faceOf(anna), faceOf(ben)];
  const picture = () => kept.people().find(({ id }) => id === anna.id)?.keyFace;
  const merge: Decision = { kind: "merge", person: ben.name, into: anna.name, allowTwice: true };
  expect(() => kept.decide([{ kind: "keyFace", person: anna.name, face: second }])).toThrow();
  kept.decide([{ kind: "keyFace", person: ben.name, face: second }, merge]);
  expect(picture()).toBe(second);
  kept.undo();
  kept.decide([{ kind: "keyFace", person: anna.name, face: first }]);
  kept.decide([{ kind: "keyFace", person: ben.name, face: second }, merge]);
  expect(picture()).toBe(first);
});

it("counts the photos that people share, the most first", () => {
  const kept = library();
  const [anna] = kept.people() as [FakePerson];
  const others = together(kept, anna.id, 3);
  expect(others).toHaveLength(3);
  expect(others.map(({ photos }) => photos)).toEqual(
    others.map(({ photos }) => photos).sort((a, b) => b - a),
  );
  for (const { person, photos } of others)
    expect(together(kept, person, 99)).toContainEqual({ person: anna.id, photos });
});

it("asks about nobody who is hidden, and knows their faces still", () => {
  const kept = library();
  const about = (name: string) =>
    kept.view().filter((face) => face.suggestion?.person.name === name && offerOf(kept, face) !== null);
  const of = (name: string) => kept.view().filter((face) => face.suggestion?.person.name === name);
  const [anna] = kept.people() as [FakePerson];
  const faces = of(anna.name).length;
  expect(about(anna.name)).toHaveLength(faces);
  expect(kept.decide([{ kind: "hide", person: anna.name, hidden: true }])).toBe(true);
  expect(about(anna.name)).toEqual([]);
  expect(of(anna.name)).toHaveLength(faces);
  expect(kept.decide([{ kind: "hide", person: anna.name, hidden: true }])).toBe(false);
  kept.undo();
  expect(about(anna.name)).toHaveLength(faces);
});
