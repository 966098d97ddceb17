import type { photos as english } from "../en/photos";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function photos(formats: Formats): ReturnType<typeof english> {
  const { number, date } = formats;
  const { photos } = nouns(formats);

  return {
    photoList: {
      title: "Fotos",
      all: photos,
      some: (n, all) => `${number(n)} von ${photos(all)}`,
      undated: "Ohne Datum",
      size: "Größe der Fotos",
      tile: (name, taken) => (taken === null ? name : `${name}, ${date(taken)}`),
      year: "Jahr\u00a0…",
      goToYear: "Zu einem Jahr springen",
      yearCount: (year, n) => `${year} (${number(n)})`,
      undatedCount: (n) => `Ohne Datum (${number(n)})`,
      filter: "Filter",
      search: "Dateinamen suchen",
      add: "Mit Person\u00a0…",
      leaveOut: "Ohne Person\u00a0…",
      without: (name) => `ohne ${name}`,
      remove: (name) => `${name} aus dem Filter entfernen`,
      conditions: "Was die Fotos zeigen müssen",
      gathering: {
        label: "Wie diese Personen zusammen sind",
        together: (alone) => (alone ? "Mit oder ohne andere" : "Alle zusammen"),
        any: "Mindestens eine davon",
        only: (alone) => (alone ? "Niemand sonst" : "Nur sie, niemand sonst"),
      },
      suggested: "Vorgeschlagene mitzählen",
      clear: "Alle anzeigen",
      faces: {
        label: "Gesichter auf den Fotos",
        any: "Beliebige Gesichter",
        unnamed: "Gesichter ohne Namen",
        nobody: "Niemand zu sehen",
      },
      folder: "Ordner\u00a0…",
      folders: "Ordner",
      chooseFolder: "Fotos aus welchem Ordner?",
      folderLabel: (name, n) => `${name}, ${photos(n)}`,
      none: "Noch keine Fotos",
      noneHint: "Füge einen Ordner hinzu, dann erscheinen seine Fotos hier nach Datum.",
      looking: "Fotos werden gesucht\u00a0…",
      lookingHint: "Die ersten erscheinen hier, während der Scan läuft.",
      noFit: "Kein Foto passt",
      noFitHint: "Nimm etwas aus dem Filter heraus oder zeige wieder alle Fotos an.",
      noFitConfirmed:
        "Nur bestätigte Gesichter zählen. Zähle auch vorgeschlagene mit oder nimm etwas aus dem Filter heraus.",
    },
  };
}
