import { cellRect, visibleSections, type Layout } from "./gridLayout";

/** A cell near the window and the height it lay at. */
export type SteadyPlace = { key: string; y: number };

/**
 * The cells to hold on to while the list changes, the best first: those just above the window, from the bottom up,
 * then those in it. At the very top of the list nothing is held, so that what is new there shows.
 */
export function steadyPlaces(
  layout: Layout,
  top: number,
  height: number,
  keyOf: (index: number) => string | null,
): SteadyPlace[] {
  if (top <= 0) return [];
  const above: SteadyPlace[] = [];
  const inside: SteadyPlace[] = [];
  for (const { section, from, to } of visibleSections(layout, top - height / 2, top + height)) {
    const first = layout.sections[section]?.first ?? 0;
    for (let index = first + from; index < first + to; index++) {
      const rect = cellRect(layout, index);
      const key = keyOf(index);
      if (!rect || key === null) continue;
      if (rect.y + rect.h <= top) above.unshift({ key, y: rect.y });
      else inside.push({ key, y: rect.y });
    }
  }
  return [...above, ...inside];
}

/** How far the window has to move so that the first surviving cell stays where it was. */
export function steadyShift(
  places: readonly SteadyPlace[],
  layout: Layout,
  indexOf: (key: string) => number,
): number {
  for (const { key, y } of places) {
    const rect = cellRect(layout, indexOf(key));
    if (rect) return rect.y - y;
  }
  return 0;
}

/** The same cells at their new heights, without those that have left. */
export function steadyAfter(
  places: readonly SteadyPlace[],
  layout: Layout,
  indexOf: (key: string) => number,
): SteadyPlace[] {
  return places.flatMap(({ key }) => {
    const rect = cellRect(layout, indexOf(key));
    return rect ? [{ key, y: rect.y }] : [];
  });
}
