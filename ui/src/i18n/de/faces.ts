import type { faces as english } from "../en/faces";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function faces(formats: Formats): ReturnType<typeof english> {
  const { number, date } = formats;
  const { faces } = nouns(formats);

  return {
    tile: {
      suggested: (name, certainty) => `${name}? Vorgeschlagen, ${certainty}`,
      orElse: (what, name) => `${what}, oder ${name}`,
      either: (name, other) => `${name} oder ${other}`,
      confirmed: (name) => name,
      unknown: "Unbekanntes Gesicht",
      ignored: "Ignoriertes Gesicht",
      stranger: "Ignoriertes fremdes Gesicht",
      notAFace: "Kein Gesicht",
      with: (what, taken) => (taken === null ? what : `${what}, ${date(taken)}`),
      yes: "Ja",
      no: "Nein",
      name: "Benennen",
      not: (name) => `Nicht ${name}`,
      size: "Größe der Gesichter",
    },

    actions: {
      selected: (n) => `${number(n)} ausgewählt`,
      confirm: "Bestätigen",
      name: "Benennen\u00a0…",
      not: (name) => (name === null ? "Nicht diese Person" : `Nicht ${name}`),
      notSure: "Nicht sicher",
      ignore: "Ignorieren",
      notAFace: "Kein Gesicht",
      move: "Verschieben\u00a0…",
      keyFace: "Als Bild verwenden",
      bringBack: "Zurückholen",
      preview: "Foto",
      clear: "Auswahl aufheben",
      bar: "Was mit den ausgewählten Gesichtern geschehen soll",
    },

    drag: {
      faces,
      onto: (name) => `Loslassen: Das ist ${name}`,
      ontoNew: "Loslassen: eine neue Person",
      ontoUnknown: "Loslassen: zurück zu „Unbekannt“",
      ontoIgnored: "Loslassen: ignorieren",
      ontoFaces: (name, n) =>
        n === 1 ? `Loslassen: Das ist ${name}` : `Loslassen: Diese ${faces(n)} gehören zu ${name}`,
      ontoPerson: (name, into) => `Loslassen: ${name} mit ${into} zusammenführen`,
      cancelled: "Ziehen abgebrochen",
    },
  };
}
