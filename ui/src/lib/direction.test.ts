import { afterEach, expect, it, vi } from "vitest";
import { direction } from "./direction.svelte";

afterEach(() => (document.documentElement.dir = "ltr"));

it("knows which arrow points to what comes next, also when the page turns round", async () => {
  expect([direction.stepOf("ArrowRight"), direction.stepOf("ArrowLeft"), direction.stepOf("Enter")]).toEqual([
    1, -1, 0,
  ]);
  document.documentElement.dir = "rtl";
  await vi.waitFor(() => expect(direction.rightToLeft).toBe(true));
  expect([direction.stepOf("ArrowRight"), direction.stepOf("ArrowLeft"), direction.stepOf("Enter")]).toEqual([
    -1, 1, 0,
  ]);
});
