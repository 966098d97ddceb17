import { expect, it } from "vitest";
import { endText } from "./endText";

const work = { kind: "writing" as const, done: 5, total: 9, written: 4, stopped: 1, away: 0 };

it("says how a writing ended, and nothing while it goes on", () => {
  expect(endText({ ...work, state: "running" })).toEqual([]);
  expect(endText({ ...work, state: "finished" })).toEqual(["4 files written, 1 could not be."]);
  expect(endText({ ...work, state: "finished", away: 2 })[1]).toBe(
    "2 files wait for a drive that went away.",
  );
  expect(endText({ ...work, state: "cancelled" })[1]).toBe("Stopped. The other files wait.");
  expect(endText({ ...work, state: "failed" })[1]).toMatch(/^Something went wrong/);
});

it("says so too when it ended before anything was known", () => {
  const early = { ...work, done: 0, total: 0, written: 0, stopped: 0 };
  expect(endText({ ...early, state: "busy" })).toEqual([
    "The library was busy with something else. The other files wait.",
  ]);
  expect(endText({ ...early, state: "finished" })).toEqual([]);
});
