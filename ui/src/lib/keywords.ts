/** A keyword, from the outermost part of its hierarchy to the word itself. */
export type Keyword = readonly string[];

/** Tells keywords apart, however their letters are written. */
export function keywordKey(keyword: Keyword): string {
  return keyword.map((part) => part.normalize("NFC").toLowerCase()).join("\u001f");
}

/** What somebody typed, with `/` between the parts; null where there is no word. */
export function typedKeyword(text: string): Keyword | null {
  const parts = text.split("/").map((part) => part.trim());
  const words = parts.filter((part) => part !== "");
  return words.length > 0 ? words : null;
}

/** The word itself. */
export function wordOf(keyword: Keyword): string {
  return keyword.at(-1) ?? "";
}

/** Whether a keyword is another one, or lies below it. */
export function isWithin(keyword: Keyword, other: Keyword): boolean {
  return keywordKey(keyword.slice(0, other.length)) === keywordKey(other);
}
