import type { scan as english } from "../en/scan";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function scan(formats: Formats): ReturnType<typeof english> {
  const { number } = formats;
  const { faces, photos, files } = nouns(formats);

  return {
    scan: {
      title: "Scan",
      folders: "Ordner",
      add: "Ordner hinzufügen\u00a0…",
      noFolders: "Noch ist kein Ordner gewählt.",
      again: "Neu scannen",
      pause: "Pause",
      resume: "Fortsetzen",
      cancel: "Abbrechen",
      offline: "Nicht verbunden. Die Namen bleiben erhalten.",
      listing: "Fotos werden gesucht",
      states: {
        running: "Gesichtersuche",
        paused: "Pausiert",
        finished: "Auf dem neuesten Stand",
        cancelled: "Scan abgebrochen",
        failed: "Der Scan ist fehlgeschlagen",
        interrupted: "Der Scan wurde unterbrochen",
      },
      progress: (done, total) => `${number(done)} von ${photos(total)}`,
      rate: (perSecond) => `${number(Math.round(perSecond * 10) / 10)} pro Sekunde`,
      found: (n) => `${faces(n)} gefunden`,
      summary: (inPhotos, n) => `${photos(inPhotos)} · ${faces(n)}`,
      left: (seconds) => {
        if (seconds < 60) return "noch unter 1 Min.";
        if (seconds < 3600) return `noch ${number(Math.round(seconds / 60))} Min.`;
        return `noch ${number(Math.floor(seconds / 3600))} Std. ${number(Math.round((seconds % 3600) / 60))} Min.`;
      },
      unreadable: (n) => `${files(n)} nicht lesbar`,
      unreadableTitle: "Dateien, die sich nicht lesen ließen",
      unreadableHint:
        "Sie bleiben, wie sie sind. Alles andere wurde gescannt; repariere oder ersetze sie und scanne noch einmal.",
      bar: "Fortschritt des Scans",
    },
  };
}
