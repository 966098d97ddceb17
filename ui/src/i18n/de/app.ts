import type { app as english } from "../en/app";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function app(formats: Formats): ReturnType<typeof english> {
  const { count, faces } = nouns(formats);

  return {
    app: {
      name: "Kith",
      close: "Schließen",
      cancel: "Abbrechen",
      back: "Zurück",
      undo: "Rückgängig",
      redo: "Wiederholen",
      help: "Tastenkürzel",
    },

    nav: {
      label: "Personen",
      main: "Hauptnavigation",
      people: "Personen",
      review: "Prüfen",
      photos: "Fotos",
      keywords: "Stichwörter",
      scan: "Scan",
      search: "Personen suchen",
      noMatch: (typed) => `Hier heißt niemand „${typed}“.`,
      unknown: "Unbekannt",
      unconfirmed: "Unbestätigt",
      ignored: "Ignoriert",
      questions: "Fragen",
      contradictions: "Widersprüche",
      settings: "Einstellungen",
      newPerson: "Neue Person\u00a0…",
      noPeople: "Noch hat niemand einen Namen. Öffne „Unbekannt“ und benenne eine Gruppe.",
      confirmedCount: (n) => `${faces(n)} bestätigt`,
      suggestedCount: (n) => count(n, "Vorschlag", "Vorschläge"),
    },

    keys: {
      Enter: "Eingabetaste",
      Space: "Leertaste",
      Shift: "Umschalt",
      Ctrl: "Strg",
      Esc: "Esc",
      Delete: "Entf",
    },

    help: {
      title: "Tastenkürzel",
      move: "Bewegen",
      extend: "Mehr auswählen",
      all: "Alles auswählen",
      confirm: "Bestätigen; ein unbekanntes Gesicht benennen",
      reject: "Nicht diese Person",
      notSure: "Nicht sicher: nicht mehr fragen",
      ignore: "Ignorieren",
      notAFace: "Kein Gesicht",
      name: "Benennen\u00a0…",
      moveTo: "Verschieben\u00a0…",
      draw: "Gesicht im Foto einzeichnen",
      box: "Ausgewählten Rahmen bewegen; mit Umschalt die Größe ändern",
      undo: "Rückgängig, Wiederholen",
      preview: "Foto anzeigen",
      history: "Verlauf deiner Entscheidungen",
      search: "Suchen",
      back: "Einen Schritt zurück",
      helpKey: "Diese Liste",
    },

    errors: {
      nameTaken: (name) =>
        `Es gibt schon jemanden namens ${name}. Führe die beiden zusammen oder ergänze einen Nachnamen.`,
      invalidName: {
        empty: "Ein Name braucht mindestens einen Buchstaben.",
        reserved: "Unknown, Unconfirmed und Ignored sind Namen von Listen. Wähle einen anderen Namen.",
        control: "Ein Name ist eine Zeile aus gewöhnlichen Buchstaben. Wähle einen anderen Namen.",
      },
      invalidDate: {
        form: (date) => `„${date}“ ist kein Datum. Gib ein Jahr, einen Monat oder einen Tag an.`,
        year: (date) => `„${date}“ ist kein Datum: Kith kennt kein Jahr vor 1000.`,
        month: (date) => `„${date}“ ist kein Datum: Diesen Monat gibt es nicht.`,
        day: (date) => `„${date}“ ist kein Datum: Diesen Tag hat der Monat nicht.`,
      },
      twiceInPhoto: (name) => `${name} ist auf diesem Foto schon zu sehen.`,
      notConfirmed: (person) =>
        `Nur ein Gesicht, das als ${person} bestätigt ist, kann das Bild dieser Person sein.`,
      notFound: "Das gibt es nicht mehr. Die Liste wurde neu geladen.",
      busy: {
        scanning: "Ein Scan läuft. Warte, bis er endet, oder brich ihn vorher ab.",
        writing:
          "Gerade werden Namen in Dateien geschrieben. Warte, bis das erledigt ist, oder stoppe es in den Einstellungen.",
        importing: "Gerade werden Namen aus einem anderen Programm übernommen. Warte, bis das erledigt ist.",
        erasing: "Gerade werden die Gesichter dieser Bibliothek gelöscht.",
      },
      folderUnreadable: (path) =>
        `Der Ordner ${path} lässt sich nicht lesen. Prüfe, ob es ihn gibt und ob du ihn öffnen darfst, und wähle ihn dann noch einmal.`,
      fileUnreadable: (path, reason) => `${path} lässt sich nicht lesen: ${reason}. Wähle eine andere Datei.`,
      fileUnwritable: (path, reason) =>
        `${path} lässt sich nicht schreiben: ${reason}. Wähle einen anderen Ort.`,
      internal: (report) =>
        report === ""
          ? "In Kith ist etwas schiefgegangen. Nichts wurde geändert; versuche es noch einmal."
          : `In Kith ist etwas schiefgegangen (Bericht ${report}). Nichts wurde geändert; versuche es noch einmal.`,
    },
  };
}
