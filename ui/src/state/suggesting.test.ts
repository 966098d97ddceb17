import { expect, test } from "vitest";
import { fakeBackend } from "../ipc/fake";
import { Suggesting } from "./suggesting.svelte";

test("a choice is shown at once, and is taken back when it cannot be kept", async () => {
  const backend = fakeBackend();
  const suggesting = new Suggesting(backend);
  await suggesting.load();
  expect(suggesting.strictness).toBe("perhaps");
  await suggesting.choose("almostSure");
  expect([suggesting.strictness, await backend.strictness()]).toEqual(["almostSure", "almostSure"]);

  const failing = new Suggesting({ ...backend, setStrictness: () => Promise.reject(new Error("no")) });
  await failing.load();
  const chosen = failing.choose("perhaps");
  expect(failing.strictness).toBe("perhaps");
  await expect(chosen).rejects.toThrow("no");
  expect(failing.strictness).toBe("almostSure");
});

test("the stricter it is, the fewer names there are, right and wrong", async () => {
  const backend = fakeBackend();
  const suggesting = new Suggesting(backend);
  await suggesting.load();
  const named = (suggesting.effects ?? []).map(({ right, wrong }) => right + wrong);
  expect(named).toEqual([...named].sort((a, b) => b - a));
  expect(suggesting.checked).toBeGreaterThan(0);

  const all = (await backend.listPeople()).unconfirmed;
  await suggesting.choose("almostSure");
  expect((await backend.listPeople()).unconfirmed).toBeLessThan(all);
});
