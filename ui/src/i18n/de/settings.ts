import type { settings as english } from "../en/settings";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function settings(formats: Formats): ReturnType<typeof english> {
  const { number, plural } = formats;
  const { count, photos } = nouns(formats);

  return {
    settings: {
      title: "Einstellungen",
      subtitle: "Namen in deinen Fotos, Aussehen, andere Programme",
      names: "Namen in deinen Fotos",
      namesHint:
        "Geschrieben werden nur die Namen bestätigter Gesichter: deine und die, die Kith in Dateien gelesen hat. Stichwörter, die du in einem Foto änderst, gehen denselben Weg.",
      keepDates: "Datum der Dateien behalten",
      keepDatesHint:
        "Die Datei behält den Zeitpunkt ihrer letzten Änderung. Sicherungsprogramme bemerken die neuen Namen dann vielleicht nicht.",
      peopleAsKeywords: "Namen auch als Stichwörter",
      peopleAsKeywordsHint:
        "Anna wird zusätzlich das Stichwort People/Anna, für Programme, die Personen anhand von Stichwörtern finden. Auch digiKam schreibt Namen so.",
      automatic: "Automatisch schreiben",
      automaticHint:
        "Eine halbe Minute nach deiner letzten Entscheidung und wenn du Kith schließt. Sonst nur, wenn du auf „Jetzt schreiben“ drückst.",
      appearance: "Aussehen",
      themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
      language: "Sprache",
      systemLanguage: "System",
    },

    exchange: {
      importTitle: "Personen übernehmen",
      importHint:
        "Namen aus einem anderen Programm für die Fotos, die Kith kennt, als ein Schritt, den du rückgängig machen kannst.",
      picasa: "Aus Picasa\u00a0…",
      picasaHint: "Der Ordner deiner Fotos, in dem Picasa seine Dateien hinterlassen hat.",
      digikam: "Aus digiKam\u00a0…",
      digikamHint: "Die Datenbank digikam4.db, meist in deinem Bilderordner.",
      busy: "Namen werden übernommen\u00a0…",
      bar: "Fortschritt der Übernahme",
      photos: (done, total) => `${number(done)} von ${photos(total)}`,
      taken: (n, inPhotos) =>
        `${count(n, "Name oder Gesicht", "Namen und Gesichter")} aus ${photos(inPhotos)} übernommen.`,
      nothing: "Für die Fotos, die Kith kennt, war nichts Neues zu finden.",
      conflicts: (n) =>
        `${count(n, "Gesicht ist", "Gesichter sind")} dort anders benannt als von dir. ${plural(n, { one: "Es wartet", other: "Sie warten" })} unter „Widersprüche“.`,
      missing: (n) => `${photos(n)} ${plural(n, { one: "ist", other: "sind" })} nicht in Kith.`,
      exportTitle: "Personen und Gesichter exportieren",
      exportHint:
        "Alle Namen und Gesichter mit ihren Fotos und Positionen, für dich selbst und für andere Programme.",
      json: "Als JSON\u00a0…",
      csv: "Als Tabelle (CSV)\u00a0…",
      exported: (n, path) => `${count(n, "Zeile", "Zeilen")} in ${path} geschrieben`,
    },
  };
}
