import { expect, test } from "vitest";
import { headline } from "./scanText";

const counts = { hold: null, done: 0, faces: 0, failed: 0, photosPerSecond: null, secondsLeft: null };

test("a scan that still lists the folders says so and gives no share of an unknown number", () => {
  expect(headline({ ...counts, state: "running", total: 0 })).toBe("Looking for photos");
  expect(headline({ ...counts, state: "paused", total: 0 })).toBe("Paused");
});

test("a scan that knows how much there is to do says how far it is", () => {
  expect(headline({ ...counts, state: "running", total: 8, done: 2 })).toBe("Looking for faces · 25%");
  expect(headline({ ...counts, state: "paused", total: 8, done: 2 })).toBe("Paused · 25%");
});

test("a scan that waits for the machine says why", () => {
  const hold = { kind: "battery", percent: 14 } as const;
  expect(headline({ ...counts, hold, state: "paused", total: 8, done: 2 })).toBe("Waiting · battery at 14%");
  expect(headline({ ...counts, hold: { kind: "woken" }, state: "paused", total: 8 })).toBe(
    "Waiting for the drives after sleep",
  );
});

test("a scan that ended gives no share", () => {
  expect(headline({ ...counts, state: "finished", total: 0 })).toBe("Up to date");
  expect(headline({ ...counts, state: "cancelled", total: 8, done: 2 })).toBe("Scan cancelled");
});
