/** A keyword, from the outermost part of its hierarchy to the word itself. */
export type Keyword = readonly string[];

/** Tells keywords apart, however their letters are written. */
export function keywordKey(keyword: Keyword): string {
  return keyword.map((part) => part.normalize("NFC").toLowerCase()).join("\u001f");
}

/** The word itself. */
export function wordOf(keyword: Keyword): string {
  return keyword.at(-1) ?? "";
}

/** Whether a keyword is another one, or lies below it. */
export function isWithin(keyword: Keyword, other: Keyword): boolean {
  return keywordKey(keyword.slice(0, other.length)) === keywordKey(other);
}
