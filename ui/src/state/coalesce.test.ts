import { expect, it, vi } from "vitest";
import { coalesced, paced } from "./coalesce";

it("runs once more for any number of calls that came in between", async () => {
  let runs = 0;
  const release: (() => void)[] = [];
  const run = coalesced(() => {
    runs += 1;
    return new Promise<void>((resolve) => release.push(resolve));
  });
  const first = run();
  const rest = [run(), run(), run()];
  expect(runs).toBe(1);
  release[0]?.();
  await first;
  await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
  expect(runs).toBe(2);
  release[1]?.();
  await Promise.all(rest);
  expect(runs).toBe(2);
});

it("goes on after a failure", async () => {
  let runs = 0;
  const run = coalesced(async () => {
    runs += 1;
    if (runs === 1) throw new Error("offline");
  });
  const first = run();
  const second = run();
  await expect(first).rejects.toThrow("offline");
  await second;
  expect(runs).toBe(2);
});

it("is paced: many calls in one pause are one run, at its end", () => {
  vi.useFakeTimers();
  const work = vi.fn();
  const run = paced(work, 500);
  for (let call = 0; call < 9; call++) run();
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  expect(work).toHaveBeenCalledOnce();
  run();
  run.stop();
  vi.advanceTimersByTime(5000);
  expect(work).toHaveBeenCalledOnce();
  vi.useRealTimers();
});
