import type { Formats } from "../locale";

/** What is counted, in words. */
export function nouns({ number, plural }: Formats) {
  const count = (n: number, one: string, other: string) => `${number(n)} ${plural(n, { one, other })}`;
  return {
    count,
    faces: (n: number) => count(n, "face", "faces"),
    photos: (n: number) => count(n, "photo", "photos"),
    people: (n: number) => count(n, "person", "people"),
    files: (n: number) => count(n, "file", "files"),
  };
}
