import { beforeEach, expect, it } from "vitest";
import type { Frame } from "../lib/zoom";
import { Zoom } from "./zoom.svelte";

const frame: Frame = { width: 1000, height: 800, picture: { width: 4000, height: 2000 }, density: 1 };
let zoom: Zoom;

beforeEach(() => {
  zoom = new Zoom();
  zoom.resize(frame);
});

it("begins with the whole photo, and goes back to it for the next one", () => {
  expect([zoom.enlarged, zoom.share]).toEqual([false, 0.25]);
  zoom.toggle({ x: 100, y: 0 });
  expect([zoom.enlarged, zoom.share]).toEqual([true, 1]);
  zoom.reset();
  expect([zoom.enlarged, zoom.share]).toEqual([false, 0.25]);
});

it("can be asked before the window is known", () => {
  const early = new Zoom();
  early.larger();
  early.wheel(2, { x: 0, y: 0 });
  expect([early.rect, early.enlarged]).toEqual([null, false]);
});

it("gives the arrow keys back where all can be seen", () => {
  expect(zoom.look("ArrowRight")).toBe(false);
  zoom.larger();
  zoom.larger();
  const before = zoom.seen;
  expect([zoom.look("ArrowRight"), zoom.look("ArrowDown"), zoom.look("Home")]).toEqual([true, true, false]);
  expect(zoom.seen.x).toBeGreaterThan(before.x);
  expect(zoom.seen.y).toBeGreaterThan(before.y);
});

it("glides for keys and buttons, and not for hands", () => {
  zoom.larger();
  expect(zoom.glides).toBe(true);
  zoom.move({ x: 5, y: 0 });
  expect(zoom.glides).toBe(false);
  zoom.fit();
  expect(zoom.glides).toBe(true);
  zoom.wheel(1.1, { x: 0, y: 0 });
  expect(zoom.glides).toBe(false);
});

it("does not glide where nothing moves", () => {
  zoom.fit();
  zoom.smaller();
  expect(zoom.glides).toBe(false);
});

it("says when it can be no larger", () => {
  zoom.wheel(1e6, { x: 0, y: 0 });
  expect([zoom.largest, zoom.share]).toEqual([true, 8]);
  zoom.smaller();
  expect(zoom.largest).toBe(false);
});

it("brings a face into sight that is not, and leaves one alone that is", () => {
  for (let press = 0; press < 4; press++) zoom.larger();
  const before = zoom.rect;
  zoom.reveal({ x: 0.45, y: 0.45, w: 0.1, h: 0.1 });
  expect(zoom.rect).toEqual(before);
  zoom.reveal({ x: 0.9, y: 0.45, w: 0.05, h: 0.1 });
  expect(zoom.seen.x + zoom.seen.w).toBeGreaterThan(0.95);
});

it("keeps to its bounds when the window changes", () => {
  zoom.wheel(4, { x: -500, y: 0 });
  expect(zoom.rect?.left).toBe(0);
  zoom.resize({ ...frame, width: 500 });
  expect(zoom.rect?.left).toBe(0);
});

it("enlarges around the face that is marked, while it is in sight", () => {
  let box = { x: 0.2, y: 0.4, w: 0.1, h: 0.2 };
  const marked = new Zoom(() => box);
  marked.resize(frame);
  for (let press = 0; press < 6; press++) marked.larger();
  const { x, w } = marked.seen;
  expect(x).toBeLessThan(0.25);
  expect(x + w).toBeGreaterThan(0.25);
  box = { x: 0.8, y: 0.4, w: 0.1, h: 0.2 };
  const before = marked.seen;
  marked.larger();
  expect(marked.seen.x + marked.seen.w / 2).toBeCloseTo(before.x + before.w / 2, 9);
});
