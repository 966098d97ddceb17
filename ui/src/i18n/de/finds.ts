import type { finds as english } from "../en/finds";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function finds(formats: Formats): ReturnType<typeof english> {
  const { number, list } = formats;
  const { count, faces } = nouns(formats);

  return {
    finds: {
      person: (name, n) => `${name} (${number(n)})`,
      people: (names, others) =>
        `Gefunden: ${list(others > 0 ? [...names, `${number(others)} weitere ${others === 1 ? "Person" : "Personen"}`] : names)}`,
      unknown: (n, after) =>
        after
          ? `${count(n, "weiteres Gesicht", "weitere Gesichter")} ohne Namen`
          : `Gefunden: ${faces(n)} ohne Namen`,
      review: "Durchsehen",
      name: "Benennen",
    },
  };
}
