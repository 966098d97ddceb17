import type { decisions as english } from "../en/decisions";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function decisions(formats: Formats): ReturnType<typeof english> {
  const { number, list } = formats;
  const { count, faces, ofFaces, photos } = nouns(formats);
  const frames = (n: number) => count(n, "Rahmen", "Rahmen");

  return {
    toast: {
      confirm: (n, name) => (name === null ? `${number(n)} bestätigt` : `${number(n)} als ${name} bestätigt`),
      reject: (n, name) => (name === null ? `${number(n)} abgelehnt` : `${number(n)} nicht ${name}`),
      ignore: (n) => `${number(n)} ignoriert`,
      notAFace: (n) => count(n, "ist kein Gesicht", "sind keine Gesichter"),
      clear: (n) => `${number(n)} zurück zu „Unbekannt“`,
      stranger: (n) => `${number(n)} als fremd ignoriert`,
      later: (n) => `Bei ${ofFaces(n)} nicht sicher; du wirst dazu nicht mehr gefragt`,
      same: "Als dieselbe Person vermerkt",
      different: "Als zwei Personen vermerkt",
      unsure: "Nicht sicher; du wirst dazu nicht mehr gefragt",
      rename: (name) => `In ${name} umbenannt`,
      dates: (name) => `Lebensdaten von ${name} gespeichert`,
      keyFace: (name) => `Bild von ${name} gewählt`,
      hide: (name, hidden) => (hidden ? `${name} ausgeblendet` : `${name} wieder eingeblendet`),
      merge: (name, into) => `${name} mit ${into} zusammengeführt`,
      draw: (name) => (name === null ? "1 Gesicht eingezeichnet" : `1 Gesicht eingezeichnet: ${name}`),
      place: (n) => `${frames(n)} geändert`,
      nothingNew: "Das ist schon so",
      undone: (what) => `Rückgängig gemacht: ${what}`,
      redone: (what) => `Wiederholt: ${what}`,
      undo: "Rückgängig",
      dismiss: "Schließen",
      nothingToUndo: "Es gibt nichts rückgängig zu machen",
      nothingToRedo: "Es gibt nichts zu wiederholen",
    },

    steps: {
      confirm: (n) => `${faces(n)} bestätigt`,
      reject: (n) => `${count(n, "Vorschlag", "Vorschläge")} abgelehnt`,
      ignore: (n) => `${faces(n)} ignoriert`,
      notAFace: (n) => `${number(n)} × „kein Gesicht“`,
      clear: (n) => `${faces(n)} zu „Unbekannt“ verschoben`,
      stranger: (n) => `${count(n, "fremdes Gesicht", "fremde Gesichter")} ignoriert`,
      later: (n) => `${faces(n)} zurückgestellt`,
      same: () => "„dieselbe Person“",
      different: () => "„zwei Personen“",
      unsure: () => "„nicht sicher“",
      rename: () => "Umbenennung",
      dates: () => "Lebensdaten einer Person",
      keyFace: () => "Bild einer Person",
      hide: () => "Ausblenden einer Person",
      show: () => "Wiedereinblenden einer Person",
      merge: () => "Zusammenführung",
      draw: () => "1 Gesicht eingezeichnet",
      place: (n) => `${frames(n)} geändert`,
      addKeyword: (n) => (n === 1 ? "1 Stichwort hinzugefügt" : `${photos(n)} Stichwörter hinzugefügt`),
      removeKeyword: (n) => (n === 1 ? "1 Stichwort entfernt" : `Stichwörter aus ${photos(n)} entfernt`),
      renameKeyword: () => "Umbenennung eines Stichworts",
      mergeKeyword: () => "Zusammenführung zweier Stichwörter",
      deleteKeyword: () => "Löschung eines Stichworts",
      leaveOut: (n) => (n === 1 ? "Auslassen" : `${number(n)} ausgelassen`),
      takeIn: (n) => (n === 1 ? "Wiederaufnahme" : `${number(n)} wieder aufgenommen`),
      settle: (n) => `${count(n, "Widerspruch", "Widersprüche")} geklärt`,
      import: (n) => `${count(n, "Angabe", "Angaben")} aus Dateien übernommen`,
      other: (n) => count(n, "Änderung", "Änderungen"),
    },

    history: {
      title: "Verlauf",
      hint: "Klicke auf einen Schritt, um zu ihm zurück- oder wieder vorzugehen. Nichts geht verloren, bis du etwas Neues entscheidest.",
      open: "Verlauf",
      cardHint: "Was du entschieden hast, mit Rückweg zu jedem Punkt",
      none: "Noch nichts entschieden",
      noneHint: "Alles, was du zu Gesichtern und Personen sagst, steht hier und lässt sich zurücknehmen.",
      confirmed: (n, name) => `${faces(n)} als ${name} bestätigt`,
      rejected: (n, name) => `${faces(n)}: nicht ${name}`,
      renamed: (before, after) => `${before} in ${after} umbenannt`,
      dated: (name) => `Lebensdaten von ${name} geändert`,
      pictured: (name) => `Bild von ${name} gewählt`,
      hidden: (name) => `${name} ausgeblendet`,
      shown: (name) => `${name} wieder eingeblendet`,
      merged: (name, into) => `${name} mit ${into} zusammengeführt`,
      drawn: (name) => `Gesicht eingezeichnet: ${name}`,
      from: (what, programs, more) =>
        `${what} (${list([...programs, ...(more > 0 ? [`${number(more)} weitere`] : [])])})`,
      now: "Jetzt",
      takenBack: "zurückgenommen",
      start: "Der Anfang",
      startHint: "Bevor etwas entschieden war",
      more: "Frühere Schritte",
    },
  };
}
