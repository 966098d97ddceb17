import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeBackend } from "../ipc/fake";
import { PhotoCopies } from "./photoCopies.svelte";
import { Kith } from "./kith.svelte";

const photos = ["photo1", "photo2", "photo3", "photo4", "photo5", "photo6", "photo7", "photo8"];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function copying(copies: string): { kith: Kith; copies: PhotoCopies } {
  const kith = new Kith(fakeBackend(new URLSearchParams({ copies })));
  return { kith, copies: kith.copies };
}

it("says what was copied, and opens no dialog for what is done at once", async () => {
  const { kith, copies } = copying("");
  await copies.copy(photos);
  expect(kith.toasts.current).toMatchObject({ text: "8 photos copied to /home/you/For Rosa" });
  expect([kith.prompt, copies.now]).toEqual([null, null]);
});

it("shows how far it is after a while, and stops when asked", async () => {
  const { kith, copies } = copying("slow");
  const done = copies.copy(photos);
  await vi.advanceTimersByTimeAsync(450);
  expect(kith.prompt).toBeNull();
  await vi.advanceTimersByTimeAsync(100);
  expect(kith.prompt).toEqual({ kind: "copying" });
  expect(copies.now).toMatchObject({ done: 5, total: 8 });
  copies.stop();
  await vi.advanceTimersByTimeAsync(200);
  await done;
  expect(kith.prompt).toBeNull();
  expect(kith.toasts.current).toMatchObject({ text: "Stopped: 6 photos copied to /home/you/For Rosa" });
});

it("lists what could not be copied", async () => {
  const { kith, copies } = copying("fails");
  await copies.copy(photos);
  expect(kith.prompt).toEqual({ kind: "copying" });
  expect(copies.result).toMatchObject({
    photos: 6,
    failed: [{ photo: "photo3" }, { photo: "photo6", reason: null }],
  });
  expect(kith.toasts.current).toBeNull();
});

it("says which file the folder did not take", async () => {
  const { kith, copies } = copying("full");
  await copies.copy(photos);
  expect(kith.toasts.current).toMatchObject({ kind: "error" });
  expect(kith.toasts.current?.text).toMatch(
    /^\/home\/you\/For Rosa\/IMG_\d+\.jpg cannot be written: No space left/,
  );
  expect(kith.prompt).toBeNull();
});
