import type { keywordTree as english } from "../en/keywordTree";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function keywordTree(formats: Formats): ReturnType<typeof english> {
  const { count, photos } = nouns(formats);
  const keywords = (n: number) => count(n, "Stichwort", "Stichwörter");

  return {
    keywordTree: {
      title: "Stichwörter",
      subtitle: keywords,
      search: "Stichwörter suchen",
      found: (n) => `${keywords(n)} gefunden`,
      noMatch: (typed) => `Es gibt kein Stichwort „${typed}“.`,
      none: "Noch keine Stichwörter",
      noneHint:
        "Öffne ein Foto und füge eines hinzu, etwa Orte/Rom. Auch Stichwörter, die andere Programme in deine Fotos geschrieben haben, erscheinen hier.",
      toPhotos: "Zu den Fotos",
      back: "Alle Fotos",
      unfoldAll: "Alle aufklappen",
      foldAll: "Alle zuklappen",
      label: (word, n) => `${word}, ${photos(n)}`,
      unfold: (word) => `${word} aufklappen`,
      fold: (word) => `${word} zuklappen`,
      more: (word) => `Was mit ${word} geschehen soll`,
      show: "Fotos anzeigen",
      rename: "Umbenennen oder verschieben\u00a0…",
      delete: "Löschen\u00a0…",

      renameTitle: (path) => `„${path}“ umbenennen oder verschieben`,
      place: "Liegt unter",
      top: "Nichts: ganz oben",
      choosePlace: "Anderen Platz wählen",
      placeHint: "Übergeordnetes Stichwort",
      placeBelow: (path) => `Unter ein neues Stichwort „${path}“`,
      effect: (n, below) =>
        below === 0
          ? `Das ändert ${photos(n)}.`
          : `Das ändert ${photos(n)}. ${keywords(below)} darunter ${below === 1 ? "zieht" : "ziehen"} mit um.`,
      taken: (to) => `Es gibt schon ein Stichwort „${to}“.`,
      mergeEffect: (n, from, to) =>
        `${photos(n)} mit „${from}“ ${n === 1 ? "bekommt" : "bekommen"} stattdessen „${to}“.`,
      onlyCase: "Große und kleine Buchstaben machen kein anderes Stichwort.",
      save: "Speichern",
      merge: "Zusammenführen",

      deleteTitle: (path) => `„${path}“ aus allen Fotos löschen?`,
      deleteEffect: (n, below) => {
        const lose = `${photos(n)} ${n === 1 ? "verliert" : "verlieren"}`;
        const what =
          below === 0
            ? "dieses Stichwort"
            : `dieses Stichwort oder ${below === 1 ? "das" : `eines der ${keywords(below)}`} darunter`;
        return `${lose} ${what}. Die Fotos selbst bleiben.`;
      },
      deleteFrom: (n) => `Aus ${photos(n)} löschen`,
      undoHint: "„Rückgängig“ bringt alles in einem Schritt zurück.",

      renamed: (from, to) => `Das Stichwort ${from} heißt jetzt ${to}`,
      merged: (from, to) => `Stichwort ${from} mit ${to} zusammengeführt`,
      deleted: (path) => `Stichwort gelöscht: ${path}`,

      onto: (path, n) => (n === 1 ? `${path} geben` : `${photos(n)} ${path} geben`),
      dropHint: "Auf einem Stichwort loslassen",
      errors: {
        taken: (path) =>
          `Es gibt schon ein Stichwort ${path}. Wähle einen anderen Namen oder führe die beiden zusammen.`,
        belowItself: (path) => `${path} kann nicht unter sich selbst liegen.`,
        tooDeep: (path) => `Was unter ${path} liegt, läge zu tief.`,
      },
    },
  };
}
