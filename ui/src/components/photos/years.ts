import type { Month } from "../../state/photoList.svelte";

/** A year of the list of photos; null for those without a date. `month` is the place of its first month. */
export type Year = { year: string | null; photos: number; month: number };

export function yearsOf(months: readonly Omit<Month, "first">[]): Year[] {
  const years: Year[] = [];
  months.forEach(({ month, photos }, at) => {
    const year = month?.slice(0, 4) ?? null;
    const last = years.at(-1);
    if (last && last.year === year) last.photos += photos;
    else years.push({ year, photos, month: at });
  });
  return years;
}

/** Below this many photos a month, a year is easier to look through as a whole. */
const fewPerMonth = 6;

/** A part of the list under one heading: a month, or a year of which there are only a few photos. */
export type Part = { id: string; month: string | null; year: string | null; photos: number };

/** The parts of the list, and for each month the place of its part. */
export function partsOf(months: readonly Month[]): { parts: readonly Part[]; ofMonth: readonly number[] } {
  const parts: Part[] = [];
  const ofMonth: number[] = [];
  const years = yearsOf(months);
  years.forEach(({ year, photos, month: from }, at) => {
    const own = months.slice(from, years[at + 1]?.month);
    if (year !== null && photos < own.length * fewPerMonth) {
      ofMonth.push(...own.map(() => parts.length));
      parts.push({ id: year, month: own.length === 1 ? (own[0]?.month ?? null) : null, year, photos });
      return;
    }
    for (const { month, photos: count } of own) {
      ofMonth.push(parts.length);
      parts.push({ id: month ?? "undated", month, year, photos: count });
    }
  });
  return { parts, ofMonth };
}
