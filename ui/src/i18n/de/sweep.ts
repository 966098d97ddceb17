import type { sweep as english } from "../en/sweep";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function sweep(formats: Formats): ReturnType<typeof english> {
  const { date, number } = formats;
  const { faces, photos } = nouns(formats);

  return {
    sweep: {
      byGroup: "Nach Gruppen",
      byDay: "Nach Tagen",
      view: "Wie unbekannte Gesichter geordnet sind",
      subtitle: (n) => `${faces(n)} ohne Namen`,
      undated: "Ohne Datum",
      all: "Alle ignorieren\u00a0…",
      onThisDay: "Unbekannte dieses Tages ignorieren\u00a0…",
      title: (day) => `Alle ohne Namen am ${date(day)} ignorieren?`,
      effect: (n, inPhotos) =>
        n === 1
          ? "1 unbekanntes Gesicht wird als fremd ignoriert. Gesichter mit Namen oder Vorschlag bleiben."
          : `${faces(n)} auf ${photos(inPhotos)} werden als fremd ignoriert. Gesichter mit Namen oder Vorschlag bleiben.`,
      more: (n) => `+${number(n)}`,
      ignore: (n) => `${faces(n)} ignorieren`,
      nobody: (day) => `Am ${date(day)} gibt es kein Gesicht ohne Namen`,
      open: "Öffnen",
    },
  };
}
