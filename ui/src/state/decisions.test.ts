import { expect, it, vi } from "vitest";
import type { Backend, Decision, Face } from "../ipc";
import { fakeBackend } from "../ipc/fake";
import type { Optimist, Request } from "./decisions.svelte";
import { Kith } from "./kith.svelte";

async function program(change: Partial<Backend> = {}) {
  const backend: Backend = { ...fakeBackend(), ...change };
  const kith = new Kith(backend);
  await kith.start();
  const { faces } = await backend.listFaces({ filter: { kind: "alone" }, offset: 0, limit: 50 });
  return { kith, backend, faces };
}

const ignoring = (faces: readonly Face[]): Request => ({
  decisions: faces.map((face): Decision => ({ kind: "ignore", face: face.id })),
  faces,
});

const optimist = () => ({ expect: vi.fn(), drop: vi.fn(), settle: vi.fn() }) satisfies Optimist;

it("shows a decision before the library has answered, and settles it after", async () => {
  const { kith, faces } = await program();
  const list = optimist();
  kith.decisions.join(list);
  const answer = kith.decisions.run(ignoring(faces.slice(0, 2)));
  expect(list.expect).toHaveBeenCalledOnce();
  expect(list.settle).not.toHaveBeenCalled();
  expect(await answer).toBe(true);
  expect(list.settle).toHaveBeenCalledOnce();
  expect(list.drop).not.toHaveBeenCalled();
});

it("takes it back and says why when the library refuses", async () => {
  const refuse = () => Promise.reject({ code: "busy", work: "scanning" });
  const { kith, faces } = await program({ decide: refuse });
  const list = optimist();
  kith.decisions.join(list);
  expect(await kith.decisions.run(ignoring(faces.slice(0, 1)))).toBe(false);
  expect(list.drop).toHaveBeenCalledOnce();
  expect(kith.toasts.current).toMatchObject({
    kind: "error",
    text: expect.stringContaining("scan is running"),
  });
});

it("undoes a whole run from the toast that counted it", async () => {
  const { kith, backend, faces } = await program();
  for (const face of faces.slice(0, 3)) await kith.decisions.run(ignoring([face]));
  expect(kith.toasts.current?.text).toBe("3 ignored");
  kith.toasts.current?.undo?.();
  await vi.waitFor(() => expect(kith.library.undo.undo).toBeNull());
  const { total } = await backend.listFaces({ filter: { kind: "alone" }, offset: 0, limit: 1 });
  expect(total).toBe((await program()).faces.length);
});

it("keeps the order of what was said, undo included", async () => {
  const { kith, faces } = await program();
  void kith.decisions.run(ignoring(faces.slice(0, 1)));
  void kith.decisions.run(ignoring(faces.slice(1, 2)));
  await kith.decisions.undo();
  expect(kith.library.undo).toEqual({
    undo: { kind: "ignore", count: 1 },
    redo: { kind: "ignore", count: 1 },
  });
});

it("says so when there is nothing to undo", async () => {
  const { kith } = await program();
  await kith.decisions.undo();
  expect(kith.toasts.current?.text).toBe("There is nothing to undo");
});

it("asks once for all photos in which somebody would be twice", async () => {
  const { kith, backend } = await program();
  const confirmed = await backend.listFaces({
    filter: { kind: "person", person: "p1" },
    offset: 0,
    limit: 400,
  });
  const photos = new Set(confirmed.faces.flatMap((face) => (face.person ? [face.photo] : [])));
  const all = await backend.listFaces({ filter: { kind: "person", person: "p0" }, offset: 0, limit: 400 });
  const faces = all.faces.filter((face) => photos.has(face.photo));
  expect(faces.length).toBeGreaterThan(1);
  const decisions = faces.map((face): Decision => ({
    kind: "confirm",
    face: face.id,
    person: "Ben Okafor",
    allowTwice: false,
  }));
  const answer = kith.decisions.run({ decisions, faces });
  await vi.waitFor(() => expect(kith.decisions.question?.name).toBe("Ben Okafor"));
  kith.decisions.answer({ choice: "both", forAll: true });
  expect(await answer).toBe(true);
  expect(kith.decisions.question).toBeNull();
  expect(kith.toasts.current?.text).toBe(`${faces.length} confirmed as Ben Okafor`);
});

it("does nothing when the question is cancelled", async () => {
  const { kith, backend } = await program();
  const photo = await backend.getPhoto({ photo: "photo7" });
  const named = photo.faces.find((face) => face.person?.name === "Ben Okafor");
  const other = photo.faces.find((face) => face.id !== named?.id);
  if (!other) throw new Error("photo7 is a crowd");
  const decision: Decision = { kind: "confirm", face: other.id, person: "Ben Okafor", allowTwice: false };
  const answer = kith.decisions.run({ decisions: [decision], faces: [other] });
  await vi.waitFor(() => expect(kith.decisions.question).not.toBeNull());
  kith.decisions.answer({ choice: "cancel", forAll: false });
  expect(await answer).toBe(false);
  expect(kith.library.undo.undo).toBeNull();
});
