import { expect, it } from "vitest";
import type { NamesInFiles } from "../ipc";
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
