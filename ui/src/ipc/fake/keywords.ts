import { isPartOf, isWithin, keywordKey, type Keyword } from "../../lib/keywords";
import type { Decision, KeywordOf, KeywordRow } from "../types";
import { photosThere } from "./leavingOut";
import type { FakeLibrary } from "./library";
import { fail } from "./names";
import type { FakeKeywords } from "./seed";

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
  return keywordTree(library).map(({ path }) => path);
}

/** The same with how many photos each has. */
export function keywordTree(library: FakeLibrary): KeywordRow[] {
  const found = new Map<string, { path: string[]; photos: Set<string> }>();
  for (const { id } of photosThere(library))
    for (const keyword of library.keywordsOf(id))
      keyword.forEach((_, at) => {
        const path = keyword.slice(0, at + 1);
        const row = found.get(keywordKey(path)) ?? { path, photos: new Set() };
        found.set(keywordKey(path), row);
        row.photos.add(id);
      });
  const rows = [...found.values()].map(({ path, photos }) => ({
    path,
    photos: photos.size,
    own: photos.size,
  }));
  return rows.sort((a, b) => byPath(a.path, b.path));
}

/** The keywords of some photos, with which of these have each. */
export function keywordsOf(library: FakeLibrary, photos: readonly string[]): KeywordOf[] {
  const found = new Map<string, KeywordOf>();
  for (const photo of photos)
    for (const path of library.keywordsOf(photo)) {
      const row = found.get(keywordKey(path)) ?? { path, photos: [] };
      found.set(keywordKey(path), row);
      row.photos.push(photo);
    }
  return [...found.values()].sort((a, b) => byPath(a.path, b.path));
}

type OfKeyword<Kind extends Decision["kind"]> = Extract<Decision, { kind: Kind }>;
type Known = ReadonlyMap<string, FakeKeywords>;

/** What photos have after a decision about a keyword: those of which that changes something. */
export function keywordsAfter(
  known: Known,
  decision: OfKeyword<"keyword" | "renameKeyword" | "deleteKeyword">,
): FakeKeywords[] {
  if (decision.kind === "keyword") return ofOnePhoto(known, decision);
  const { keyword } = decision;
  const held = [...known.values()].filter(({ keywords }) => hasKeyword(keywords, keyword));
  if (held.length === 0) fail({ code: "notFound", what: "keyword" });
  if (decision.kind === "deleteKeyword") return held.map((photo) => moved(photo, keyword, null));
  if (keywordKey(decision.to) === keywordKey(keyword)) return [];
  checkName(known, decision);
  return held.map((photo) => moved(photo, keyword, decision.to));
}

function ofOnePhoto(known: Known, { photo, keyword, has }: OfKeyword<"keyword">): FakeKeywords[] {
  const old = known.get(photo)?.keywords ?? fail({ code: "notFound", what: photo });
  const others = old.filter((it) => keywordKey(it) !== keywordKey(keyword));
  if (has === others.length < old.length || (has && old.some((it) => isPartOf(keyword, it)))) return [];
  return [{ id: photo, keywords: has ? [...others, keyword] : others }];
}

function checkName(known: Known, { keyword, to, merge }: OfKeyword<"renameKeyword">): void {
  if (isWithin(to, keyword)) fail({ code: "keywordBelowItself", keyword });
  const taken = isWithin(keyword, to) || [...known.values()].some(({ keywords }) => hasKeyword(keywords, to));
  if (taken && !merge) fail({ code: "keywordTaken", keyword: to });
}

/** A photo in which a keyword, with all below it, has become another one, or is gone. */
function moved({ id, keywords }: FakeKeywords, from: Keyword, to: Keyword | null): FakeKeywords {
  const others = keywords.filter((it) => !isWithin(it, from));
  const moving = to === null ? [] : keywords.filter((it) => isWithin(it, from));
  const all = [...others, ...moving.map((it) => [...(to ?? []), ...it.slice(from.length)])];
  const stands = (it: Keyword, at: number) => !all.some((other, o) => o !== at && repeats(it, at, other, o));
  return { id, keywords: all.filter(stands) };
}

/** Whether a keyword of a photo is only a part of another one, or the same once more. */
function repeats(keyword: Keyword, at: number, other: Keyword, otherAt: number): boolean {
  if (keywordKey(keyword) === keywordKey(other)) return otherAt < at;
  return isPartOf(keyword, other);
}

/** Whether a photo has a keyword, or one below it. */
export function hasKeyword(keywords: readonly Keyword[], wanted: Keyword): boolean {
  return keywords.some((keyword) => isWithin(keyword, wanted));
}
