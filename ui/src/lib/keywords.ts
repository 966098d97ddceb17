/** A keyword, from the outermost part of its hierarchy to the word itself. */
export type Keyword = readonly string[];

/** Tells keywords apart, however their letters are written. */
export function keywordKey(keyword: Keyword): string {
  return keyword.map((part) => part.normalize("NFC").toLowerCase()).join("\u001f");
}

/** What the library takes of a part, and of parts. */
const longest = 200;
const deepest = 32;

/** What somebody typed, with `/` between the parts; null where that is no keyword. */
export function typedKeyword(text: string): Keyword | null {
  const parts = text.split("/").map((part) => part.trim());
  const words = parts.filter((part) => part !== "");
  const isWord = (word: string) => [...word].length <= longest && !/\p{Cc}/u.test(word);
  return words.length > 0 && words.length <= deepest && words.every(isWord) ? words : null;
}

/** The word itself. */
export function wordOf(keyword: Keyword): string {
  return keyword.at(-1) ?? "";
}

/** Whether a keyword is another one, or lies below it. */
export function isWithin(keyword: Keyword, other: Keyword): boolean {
  return keywordKey(keyword.slice(0, other.length)) === keywordKey(other);
}

/** Whether a keyword is another one, something above it, or one of its parts: then who has the other one has it too. */
export function isPartOf(keyword: Keyword, other: Keyword): boolean {
  const isWord = keyword.length === 1 && other.some((part) => keywordKey([part]) === keywordKey(keyword));
  return isWord || (keyword.length > 0 && isWithin(other, keyword));
}
