import type { Formats } from "../locale";

/** What is counted, in words: as the subject, and after „von“, „mit“ and „in“. */
export function nouns({ number, plural }: Formats) {
  const count = (n: number, one: string, other: string) => `${number(n)} ${plural(n, { one, other })}`;
  return {
    count,
    faces: (n: number) => count(n, "Gesicht", "Gesichter"),
    ofFaces: (n: number) => count(n, "Gesicht", "Gesichtern"),
    photos: (n: number) => count(n, "Foto", "Fotos"),
    people: (n: number) => count(n, "Person", "Personen"),
    files: (n: number) => count(n, "Datei", "Dateien"),
  };
}
