import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** What a scan found. */
export function finds(formats: Formats) {
  const { number, list } = formats;
  const { count, faces } = nouns(formats);

  return {
    finds: {
      person: (name: string, n: number) => `${name} (${number(n)})`,
      people: (names: string[], others: number) =>
        `Found: ${list(others > 0 ? [...names, `${number(others)} more ${others === 1 ? "person" : "people"}`] : names)}`,
      /** After people, or alone. */
      unknown: (n: number, after: boolean) =>
        after ? `${count(n, "more face", "more faces")} without a name` : `Found: ${faces(n)} without a name`,
      review: "Review",
      name: "Name them",
    },
  };
}
