import { longPressMs, swallowNextClick, touchSlack } from "./pointerDrag";

/** Calls `act` when the finger that has just gone down rests where it is; its click is part of that. */
export function onHold(event: PointerEvent, act: () => void): void {
  if (event.pointerType !== "touch" || !event.isPrimary) return;
  const stop = new AbortController();
  const { signal } = stop;
  const rest = setTimeout(() => {
    stop.abort();
    swallowNextClick();
    act();
  }, longPressMs);
  signal.addEventListener("abort", () => clearTimeout(rest));
  const far = (move: PointerEvent) =>
    Math.hypot(move.clientX - event.clientX, move.clientY - event.clientY) > touchSlack;
  window.addEventListener("pointermove", (move) => far(move) && stop.abort(), { signal });
  for (const end of ["pointerup", "pointercancel", "blur"] as const)
    window.addEventListener(end, () => stop.abort(), { signal });
}
