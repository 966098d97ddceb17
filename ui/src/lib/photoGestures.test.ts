import { beforeEach, expect, it } from "vitest";
import { PhotoGestures, wheelTimes, type Press } from "./photoGestures";

let enlarged: boolean;
let busy: boolean;
let asked: unknown[];
let gestures: PhotoGestures;

beforeEach(() => {
  [enlarged, busy, asked] = [false, false, []];
  gestures = new PhotoGestures({
    enlarged: () => enlarged,
    busy: () => busy,
    move: (by) => asked.push(["move", by.x, by.y]),
    pinch: (before, after) => asked.push(["pinch", before, after]),
    toggle: (at) => asked.push(["toggle", at.x, at.y]),
    swipe: (way) => asked.push(["swipe", way]),
    hold: () => asked.push("hold"),
  });
});

const finger = (x: number, y: number, time = 0, id = 1): Press => ({ id, x, y, touch: true, time });
const mouse = (x: number, y: number): Press => ({ id: 9, x, y, touch: false, time: 0 });

function tap(x: number, y: number, time: number) {
  gestures.down(finger(x, y, time));
  gestures.up(finger(x, y, time + 50));
}

it("moves an enlarged picture after a few pixels, and by all of them", () => {
  enlarged = true;
  gestures.down(mouse(0, 0));
  gestures.drag(9, { x: 3, y: 0 });
  expect(asked).toEqual([]);
  gestures.drag(9, { x: 10, y: 5 });
  gestures.drag(9, { x: 12, y: 9 });
  gestures.up(mouse(12, 9));
  gestures.drag(9, { x: 50, y: 50 });
  expect(asked).toEqual(["hold", ["move", 10, 5], ["move", 2, 4]]);
});

it("lets a picture be that fits, and one on which a box is moved", () => {
  gestures.down(mouse(0, 0));
  gestures.drag(9, { x: 90, y: 0 });
  gestures.up(mouse(90, 0));
  [enlarged, busy] = [true, true];
  gestures.down(mouse(0, 0));
  gestures.drag(9, { x: 90, y: 0 });
  expect(asked).toEqual([]);
});

it("a swipe shows the next photo, unless the picture is enlarged", () => {
  gestures.down(finger(200, 0));
  gestures.up(finger(80, 20));
  gestures.down(finger(0, 0));
  gestures.up(finger(80, 0));
  gestures.down(finger(0, 0));
  gestures.up(finger(80, 60));
  expect(asked).toEqual([
    ["swipe", -1],
    ["swipe", 1],
  ]);
  enlarged = true;
  asked = [];
  gestures.down(finger(200, 0));
  gestures.drag(1, { x: 80, y: 0 });
  gestures.up(finger(80, 0));
  expect(asked).toEqual(["hold", ["move", -120, 0]]);
});

it("two fingers pinch, and the one that is left moves on", () => {
  gestures.down(finger(0, 0));
  gestures.down(finger(100, 0, 0, 2));
  gestures.drag(2, { x: 150, y: 0 });
  gestures.up(finger(150, 0, 0, 2));
  gestures.drag(1, { x: 5, y: 5 });
  gestures.up(finger(100, 5));
  expect(asked).toEqual([
    "hold",
    [
      "pinch",
      [
        { id: 1, x: 0, y: 0, touch: true, time: 0 },
        { id: 2, x: 100, y: 0, touch: true, time: 0 },
      ],
      [
        { id: 1, x: 0, y: 0, touch: true, time: 0 },
        { x: 150, y: 0 },
      ],
    ],
    ["move", 5, 5],
  ]);
});

it("two fingers pinch also where one had begun to draw", () => {
  busy = true;
  gestures.down(finger(0, 0));
  gestures.down(finger(100, 0, 0, 2));
  expect(asked).toEqual(["hold"]);
});

it("two taps at one place, soon after each other, are a double tap", () => {
  tap(10, 10, 0);
  tap(14, 12, 200);
  expect(asked).toEqual([["toggle", 14, 12]]);
  asked = [];
  tap(10, 10, 1000);
  tap(10, 10, 1500);
  tap(90, 10, 1600);
  expect(asked).toEqual([]);
});

it("the wheel and a pinch on a trackpad enlarge upwards", () => {
  const turn = (deltaY: number, more: object = {}) =>
    wheelTimes({ deltaY, deltaMode: 0, ctrlKey: false, ...more });
  expect(turn(-100)).toBeCloseTo(1.221, 3);
  expect(turn(100) * turn(-100)).toBeCloseTo(1, 9);
  expect(turn(-3, { deltaMode: 1 })).toBeGreaterThan(1.05);
  expect(turn(-5, { ctrlKey: true })).toBeGreaterThan(1.04);
  expect(turn(-100_000)).toBeLessThan(2);
});
