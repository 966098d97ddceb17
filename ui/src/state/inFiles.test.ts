import { expect, it } from "vitest";
import type { Backend, NamesInFiles } from "../ipc";
import { fakeBackend } from "../ipc/fake";
import { InFiles } from "./inFiles.svelte";

it("keeps what was chosen while older words of the library were on their way", async () => {
  const fake = fakeBackend();
  const waiting: ((state: NamesInFiles) => void)[] = [];
  const late = () => new Promise<NamesInFiles>((resolve) => waiting.push(resolve));
  let answer: () => Promise<NamesInFiles> = late;
  let kept = () => {};
  const setWritingSettings = () => new Promise<void>((resolve) => (kept = resolve));
  const inFiles = new InFiles({ ...fake, namesInFiles: () => answer(), setWritingSettings }, (error) => {
    throw error;
  });
  const old = await fake.namesInFiles();

  const choosing = inFiles.choose({ keeping: "beside" });
  // This was read before the library had kept the choice.
  const reading = inFiles.refresh();
  answer = async () => ({ ...old, settings: { ...old.settings, keeping: "beside" } });
  kept();
  await Promise.resolve();
  waiting[0]?.(old);
  await reading;
  expect(inFiles.state.settings.keeping).toBe("beside");
  await choosing;
  expect(inFiles.state.settings.keeping).toBe("beside");
});

it("lists a file that waits once, also when others were written between two looks", async () => {
  const fake = fakeBackend();
  const ids = Array.from({ length: 30 }, (_, at) => String(at));
  const listWaiting: Backend["listWaiting"] = async ({ offset, limit }) => ({
    total: ids.length,
    files: ids
      .slice(offset, offset + limit)
      .map((id) => ({ id, photo: `${id}.jpg`, target: `${id}.jpg`, changes: [], obstacle: null })),
  });
  const inFiles = new InFiles({ ...fake, listWaiting }, (error) => {
    throw error;
  });
  await inFiles.look();
  const list = inFiles.looked;
  expect(list?.items.length).toBe(20);
  ids.unshift("new");
  if (list) await inFiles.more(list);
  const listed = list?.items.map(({ id }) => id) ?? [];
  expect([listed.length, new Set(listed).size]).toEqual([30, 30]);
  inFiles.lookAway();
  expect(inFiles.looked).toBeNull();
});

it("does not ask again for the files that could not be written while others are", async () => {
  const fake = fakeBackend();
  let asked = 0;
  const listStopped: Backend["listStopped"] = async () => ({ total: (asked += 1), files: [] });
  const namesInFiles = async () => ({ ...(await fake.namesInFiles()), stopped: 1 });
  const inFiles = new InFiles({ ...fake, listStopped, namesInFiles }, (error) => {
    throw error;
  });
  await inFiles.refresh();
  inFiles.work = { kind: "writing", state: "running", done: 1, total: 2, written: 1, stopped: 0, away: 0 };
  await inFiles.refresh();
  expect(asked).toBe(1);
  inFiles.work = { ...inFiles.work, state: "finished" };
  await inFiles.refresh();
  expect(asked).toBe(2);
});
