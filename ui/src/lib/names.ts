/** Names compare without regard to case and accents when a person searches for one. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/ı/g, "i")
    .replace(/ø/gi, "o")
    .toLowerCase()
    .trim();
}

/** Names are one and the same when they differ only in case and in how accents are encoded. */
export function sameName(a: string, b: string): boolean {
  const key = (name: string) => name.normalize("NFC").trim().toLowerCase();
  return key(a) === key(b);
}

/** One of the people, or places, that a field offers. */
export type NameOption = {
  id: string;
  name: string;
  detail: string;
  picture: string | null;
  /** Offered only to who types a part of the name. */
  quiet?: boolean;
};
export type NameChoice = { kind: "option"; option: NameOption } | { kind: "new"; name: string };

type Named = { name: string; quiet?: boolean };

/** 0 the name starts so, 1 a word in it does, 2 it is somewhere inside, null not at all. */
function rank(name: string, query: string): 0 | 1 | 2 | null {
  const text = fold(name);
  if (text.startsWith(query)) return 0;
  if (text.split(/[\s-]+/).some((word) => word.startsWith(query))) return 1;
  return text.includes(query) ? 2 : null;
}

/** The people whose names fit what was typed, the best fit first, otherwise in the given order. */
export function matching<T extends Named>(people: readonly T[], typed: string): T[] {
  const query = fold(typed);
  if (query === "") return people.filter(({ quiet }) => !quiet);
  const ranked = people.map((person) => ({ person, rank: rank(person.name, query) }));
  return ranked
    .filter((entry) => entry.rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map((entry) => entry.person);
}

/** The people that a file names come first, also those whom the library does not know. */
export function namedFirst(
  options: readonly NameOption[],
  named: readonly string[],
  detail: string,
): readonly NameOption[] {
  if (named.length === 0) return options;
  const isNamed = (name: string) => named.some((one) => sameName(one, name));
  const first = named.map((name) => {
    const known = options.find((option) => sameName(option.name, name));
    return { id: `named:${name}`, name, picture: null, ...known, detail };
  });
  return [...first, ...options.filter((option) => !isNamed(option.name))];
}

/** Up to two letters that stand for a person who has no picture yet. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
