import { expect, it, vi } from "vitest";
import type { Backend } from "../ipc";
import { fakeBackend } from "../ipc/fake";
import { groupBy } from "../lib/groupBy";
import { dayOf } from "./daySweep";
import { Kith } from "./kith.svelte";

async function program() {
  const backend: Backend = fakeBackend(new URLSearchParams());
  const kith = new Kith(backend);
  await kith.start();
  const { faces } = await backend.listFaces({ filter: { kind: "unknown" }, offset: 0, limit: 5000 });
  const days = groupBy(faces, ({ taken }) => (taken === null ? "" : dayOf(taken)));
  days.delete("");
  const [day, these] = [...days].sort((a, b) => b[1].length - a[1].length)[0] ?? ["", []];
  return { kith, backend, day, these };
}

const unknown = async (backend: Backend, day: string) =>
  (await backend.listFaces({ filter: { kind: "day", day }, offset: 0, limit: 5000 })).faces;

it("asks once with all faces of the day, and makes them strangers as one step", async () => {
  const { kith, backend, day, these } = await program();
  expect(these.length).toBeGreaterThan(2);
  const before = kith.library.list.unknown;
  await kith.sweep.ask(these[0]?.taken ?? "");
  if (kith.prompt?.kind !== "sweep") throw new Error("nothing was asked");
  const { sweep } = kith.prompt;
  expect(sweep.day).toBe(day);
  expect(sweep.faces.map(({ id }) => id).sort()).toEqual(these.map(({ id }) => id).sort());
  expect(await kith.sweep.run(sweep)).toBe(true);
  expect(kith.toasts.current?.text).toBe(`${these.length} ignored as strangers`);
  expect(await unknown(backend, day)).toEqual([]);
  kith.toasts.current?.undo?.();
  await vi.waitFor(() => expect(kith.library.undo.undo).toBeNull());
  expect(await unknown(backend, day)).toHaveLength(these.length);
  await vi.waitFor(() => expect(kith.library.list.unknown).toBe(before));
});

it("leaves those alone who got a name meanwhile, and those who were not shown", async () => {
  const { kith, backend, day, these } = await program();
  const [named, hidden] = these;
  const sweep = { day, faces: these.filter((face) => face !== hidden) };
  const decisions = [{ kind: "confirm" as const, face: named?.id ?? "", person: "Otto", allowTwice: true }];
  await backend.decide({ decisions });
  await kith.sweep.run(sweep);
  expect((await unknown(backend, day)).map(({ id }) => id)).toEqual([hidden?.id]);
  const { faces } = await backend.getPhoto({ photo: named?.photo ?? "" });
  expect(faces.find(({ id }) => id === named?.id)?.person?.name).toBe("Otto");
});

it("says so where there is nobody without a name", async () => {
  const { kith } = await program();
  await kith.sweep.ask("1999-01-01T00:00:00");
  expect(kith.prompt).toBeNull();
  expect(kith.toasts.current?.text).toMatch(/^There is no face without a name on/);
});
