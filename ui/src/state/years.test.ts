import { afterEach, expect, it, vi } from "vitest";
import { fakeBackend } from "../ipc/fake";
import { paceMs, Years } from "./years.svelte";

afterEach(() => void vi.useRealTimers());

async function years(): Promise<Years> {
  const years = new Years(fakeBackend(new URLSearchParams()), "p0");
  await years.refresh();
  vi.useFakeTimers();
  return years;
}

const show = (years: Years) => years.pictured(years.current?.id ?? "");

it("has the confirmed faces from the first to the last", async () => {
  const { faces, loaded, coming, current } = await years();
  expect([loaded, faces.length > 10, current]).toEqual([true, true, faces[0]]);
  const dates = faces.map(({ takenOn }) => takenOn ?? "");
  expect(dates).toEqual([...dates].sort());
  expect(faces.every(({ state }) => state === "confirmed")).toBe(true);
  expect(coming).toEqual(faces.slice(1, 4));
});

it("goes on by itself when the picture was there for a while, and stops at the end", async () => {
  const it = await years();
  it.toggle();
  await vi.advanceTimersByTimeAsync(10 * paceMs);
  expect(it.at).toBe(0);
  show(it);
  await vi.advanceTimersByTimeAsync(paceMs - 1);
  expect(it.at).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(it.at).toBe(1);
  it.go(it.faces.length - 1);
  show(it);
  await vi.advanceTimersByTimeAsync(paceMs);
  expect([it.at, it.playing]).toEqual([it.faces.length - 1, false]);
  it.toggle();
  expect([it.at, it.playing]).toEqual([0, true]);
});

it("stays where somebody steps or stops, and within the list", async () => {
  const it = await years();
  it.toggle();
  show(it);
  it.step(1);
  show(it);
  await vi.advanceTimersByTimeAsync(5 * paceMs);
  expect([it.at, it.playing]).toEqual([1, false]);
  it.step(-1);
  it.step(-1);
  expect(it.at).toBe(0);
  it.go(9999);
  expect(it.at).toBe(it.faces.length - 1);
});

it("keeps the face that is shown when the library changes", async () => {
  const backend = fakeBackend(new URLSearchParams());
  const it = new Years(backend, "p0");
  await it.refresh();
  it.go(4);
  const shown = it.current;
  const [first] = it.faces;
  await backend.decide({ decisions: [{ kind: "clear", face: first?.id ?? "" }] });
  await it.refresh();
  expect([it.at, it.current?.id]).toEqual([3, shown?.id]);
});
