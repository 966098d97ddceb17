import type { Month } from "../../state/photoList.svelte";

/** A year of the list of photos; null for those without a date. `month` is the place of its first month. */
export type Year = { year: string | null; photos: number; month: number };

export function yearsOf(months: readonly Month[]): Year[] {
  const years: Year[] = [];
  months.forEach(({ month, photos }, at) => {
    const year = month?.slice(0, 4) ?? null;
    const last = years.at(-1);
    if (last && last.year === year) last.photos += photos;
    else years.push({ year, photos, month: at });
  });
  return years;
}
