import type { photo as english } from "../en/photo";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function photo(formats: Formats): ReturnType<typeof english> {
  const { faces, photos } = nouns(formats);

  return {
    photo: {
      title: "Foto",
      play: "Als Diaschau abspielen",
      pause: "Diaschau anhalten",
      playHelp: "Diaschau, in einem Foto",
      previous: "Voriges Foto",
      next: "Nächstes Foto",
      enlarge: "Größer",
      close: "Foto schließen",
      people: "Auf diesem Foto",
      strangers: (n) =>
        n === 1
          ? "Das unbekannte Gesicht als fremd ignorieren"
          : `Alle ${faces(n)} ohne Namen als fremd ignorieren`,
      nobody: "Auf diesem Foto wurde kein Gesicht gefunden.",
      unknown: "Unbekannt",
      ignored: "Ignoriert",
      maybe: (name) => `${name}?`,
      undated: "Ohne Datum",
      alt: (path) => `Das Foto ${path}`,
      broken: "Das Foto lässt sich nicht anzeigen. Vielleicht ist sein Laufwerk nicht verbunden.",
      draw: "Gesicht einzeichnen",
      drawHint: (name) =>
        name === null
          ? "Ziehe einen Rahmen um das Gesicht."
          : `Ziehe einen Rahmen um das Gesicht von ${name}.`,
      named: "Auf diesem Foto, noch ohne Gesicht",
      namedDetail: "Auf diesem Foto",
      place: (name) => `${name} ein Gesicht zuordnen`,
      placeHint: (name) => `Klicke auf das Gesicht von ${name} oder zeichne es ein.`,
      drawKeys:
        "Die Pfeiltasten bewegen den Rahmen, mit Umschalt ändern sie seine Größe. Mit der Eingabetaste geht es weiter.",
      stopDrawing: "Zeichnen beenden",
      draft: "Neues Gesicht",
      box: (name) => `${name}, der Rahmen ist ausgewählt`,
      boxHint: "Ziehe den Rahmen oder seine Griffe.",
      boxKeys: "Die Pfeiltasten bewegen ihn, mit Umschalt ändern sie seine Größe.",
      who: "Wer ist das?",
      nobodyYet: "Noch kein Name",
    },

    keywords: {
      title: "Stichwörter",
      path: (parts) => parts.join(" › "),
      show: (path) => `Alle Fotos mit ${path} anzeigen`,
      add: "Stichwort hinzufügen",
      addToPhoto: "Diesem Foto ein Stichwort geben",
      addHint: "Stichwort, auch Orte/Rom",
      create: (path) => `„${path}“ hinzufügen`,
      remove: (path) => `${path} aus diesem Foto entfernen`,
      added: (path, n) =>
        n === 1 ? `Stichwort hinzugefügt: ${path}` : `${photos(n)} Stichwort hinzugefügt: ${path}`,
      removed: (path, n) =>
        n === 1 ? `Stichwort entfernt: ${path}` : `Stichwort aus ${photos(n)} entfernt: ${path}`,
    },
  };
}
