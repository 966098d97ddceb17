import { expect, it, vi } from "vitest";
import { Swipe } from "./swipe.svelte";

const at = (x: number, y = 0, pointerType = "touch") =>
  ({ clientX: x, clientY: y, pointerId: 1, pointerType, isPrimary: true }) as PointerEvent;

function swiped(...points: PointerEvent[]) {
  const answer = vi.fn();
  const swipe = new Swipe(answer);
  const [first, ...rest] = points as [PointerEvent, ...PointerEvent[]];
  swipe.down(first);
  rest.forEach(swipe.move);
  swipe.up(rest.at(-1) ?? first);
  expect(swipe.shift).toBe(0);
  return answer.mock.calls.flat();
}

it("says yes to the right and no to the left, once it went far enough", () => {
  expect(swiped(at(0), at(50), at(120))).toEqual(["yes"]);
  expect(swiped(at(200), at(150), at(80))).toEqual(["no"]);
  expect(swiped(at(0), at(60))).toEqual([]);
});

it("leaves scrolling, going back and the mouse alone", () => {
  expect(swiped(at(0), at(120, 300))).toEqual([]);
  expect(swiped(at(0), at(120), at(4))).toEqual([]);
  expect(swiped(at(0, 0, "mouse"), at(200, 0, "mouse"))).toEqual([]);
});
