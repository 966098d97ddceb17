import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Toasts } from "./toast.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("goes after six seconds, an error after fifteen", () => {
  const toasts = new Toasts();
  toasts.show({ kind: "done", text: "1 confirmed" });
  vi.advanceTimersByTime(5900);
  expect(toasts.current?.text).toBe("1 confirmed");
  vi.advanceTimersByTime(200);
  expect(toasts.current).toBeNull();
  toasts.error("no");
  vi.advanceTimersByTime(14_000);
  expect(toasts.current?.kind).toBe("error");
  vi.advanceTimersByTime(2000);
  expect(toasts.current).toBeNull();
});

it("starts its time anew when it counts up, and waits while the pointer is on it", () => {
  const toasts = new Toasts();
  toasts.show({ kind: "done", text: "1 confirmed" });
  vi.advanceTimersByTime(5000);
  toasts.show({ kind: "done", text: "2 confirmed" });
  vi.advanceTimersByTime(5000);
  toasts.hold();
  vi.advanceTimersByTime(60_000);
  expect(toasts.current?.text).toBe("2 confirmed");
  toasts.release();
  vi.advanceTimersByTime(6000);
  expect(toasts.current).toBeNull();
});
