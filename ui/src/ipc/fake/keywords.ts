import { isWithin, keywordKey, type Keyword } from "../../lib/keywords";
import type { FakeLibrary } from "./library";

const places: Record<string, string[]> = {
  Lisbon: ["Places", "Portugal", "Lisbon"],
  "Summer at the lake": ["Places", "Sweden", "Siljan"],
  Hiking: ["Places", "Norway", "Jotunheimen"],
};
const words = [["Favourites"], ["Black and white"], ["Nature", "Trees"], ["Nature", "Birds"]];

/** What other programs wrote into a photo, by its album and its number. */
export function keywordsIn(album: string, index: number): string[][] {
  const place = index % 3 === 2 ? undefined : places[album];
  const word = index % 5 === 0 ? words[(index / 5) % words.length] : undefined;
  return [place, word].filter((keyword) => keyword !== undefined).sort(byPath);
}

export const byPath = (a: Keyword, b: Keyword) => keywordKey(a).localeCompare(keywordKey(b));

/** Every keyword and everything above it, once. */
export function keywordList(library: FakeLibrary): string[][] {
  const found = new Map<string, string[]>();
  for (const { id, scanned } of library.seed.photos)
    for (const keyword of scanned ? library.keywordsOf(id) : [])
      keyword.forEach((_, at) => {
        const path = keyword.slice(0, at + 1);
        found.set(keywordKey(path), path);
      });
  return [...found.values()].sort(byPath);
}

/** Whether a photo has a keyword, or one below it. */
export function hasKeyword(keywords: readonly Keyword[], wanted: Keyword): boolean {
  return keywords.some((keyword) => isWithin(keyword, wanted));
}
