import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { PointerDrag, type DropTarget } from "./pointerDrag";

let below: Element | null;
const ended = vi.fn<(payload: string, target: DropTarget | null) => void>();
const moved = vi.fn<(payload: string, x: number, y: number, target: DropTarget | null) => void>();
const drag = () =>
  new PointerDrag<string>({ accepts: (_payload, target) => target.kind !== "refuses", moved, ended });

const place = (drop: string) => {
  const element = document.createElement("div");
  element.dataset["drop"] = drop;
  return element;
};
const pointer = (type: string, x: number, y: number, pointerType = "mouse") =>
  new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, pointerType, button: 0 });
const send = (type: string, x: number, y: number, pointerType?: string) =>
  window.dispatchEvent(pointer(type, x, y, pointerType));

beforeEach(() => {
  vi.useFakeTimers();
  ended.mockReset();
  moved.mockReset();
  below = null;
  document.elementFromPoint = () => below;
});
afterEach(() => void vi.useRealTimers());

it("drags with the mouse after a few pixels and drops on what takes it", () => {
  drag().watch(pointer("pointerdown", 10, 10), () => "face");
  send("pointermove", 12, 12);
  expect(moved).not.toHaveBeenCalled();
  below = place("person:p1:x");
  send("pointermove", 40, 40);
  expect(moved).toHaveBeenLastCalledWith("face", 40, 40, { kind: "person", id: "p1:x" });
  send("pointerup", 40, 40);
  expect(ended).toHaveBeenCalledExactlyOnceWith("face", { kind: "person", id: "p1:x" });
});

it("a press without a move is no drag", () => {
  const pick = vi.fn(() => "face");
  drag().watch(pointer("pointerdown", 10, 10), pick);
  send("pointerup", 11, 10);
  expect(pick).not.toHaveBeenCalled();
  expect(ended).not.toHaveBeenCalled();
});

it("lets go over nothing where the target refuses", () => {
  drag().watch(pointer("pointerdown", 0, 0), () => "face");
  below = place("refuses");
  send("pointermove", 40, 40);
  send("pointerup", 40, 40);
  expect(ended).toHaveBeenCalledExactlyOnceWith("face", null);
});

it("is cancelled by Esc, and the release after it does nothing", () => {
  drag().watch(pointer("pointerdown", 0, 0), () => "face");
  below = place("person:p1");
  send("pointermove", 40, 40);
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  send("pointerup", 40, 40);
  expect(ended).toHaveBeenCalledExactlyOnceWith("face", null);
});

it("starts under a finger after a long press, and not when the finger scrolls", () => {
  const longPress = vi.fn();
  const control = drag();
  control.watch(pointer("pointerdown", 0, 0, "touch"), () => "face", longPress);
  send("pointermove", 0, 30, "touch");
  vi.advanceTimersByTime(1000);
  expect(longPress).not.toHaveBeenCalled();

  control.watch(pointer("pointerdown", 0, 0, "touch"), () => "face", longPress);
  vi.advanceTimersByTime(1000);
  expect(longPress).toHaveBeenCalledOnce();
  send("pointermove", 30, 30, "touch");
  send("pointerup", 30, 30, "touch");
  expect(ended).toHaveBeenCalledExactlyOnceWith("face", null);
});

it("swallows the click of its own gesture, however late, and no other", () => {
  const clicked = vi.fn();
  document.body.addEventListener("click", clicked);
  const click = (detail: number) =>
    document.body.dispatchEvent(new MouseEvent("click", { detail, bubbles: true }));
  const once = () => {
    drag().watch(pointer("pointerdown", 0, 0), () => "face");
    send("pointermove", 40, 40);
    send("pointerup", 40, 40);
  };
  once();
  vi.advanceTimersByTime(2000);
  click(1);
  expect(clicked).not.toHaveBeenCalled();
  click(1);
  expect(clicked).toHaveBeenCalledTimes(1);
  once();
  click(0);
  expect(clicked).toHaveBeenCalledTimes(2);
  once();
  send("pointerdown", 5, 5);
  click(1);
  expect(clicked).toHaveBeenCalledTimes(3);
});
