import type { photoSelection as english } from "../en/photoSelection";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function photoSelection(formats: Formats): ReturnType<typeof english> {
  const { number } = formats;
  const { files, photos } = nouns(formats);

  return {
    photoSelection: {
      bar: "Was mit den ausgewählten Fotos geschehen soll",
      keywords: "Stichwörter\u00a0…",
      copy: "Dateien kopieren\u00a0…",
      show: "Im Ordner anzeigen",
      help: "Stichwörter der ausgewählten Fotos",
      keywordsOf: (n) => `Stichwörter von ${photos(n)}`,
      keywordsOfOne: (name) => `Stichwörter von ${name}`,
      addToAll: (n) => `${photos(n)} ein Stichwort geben`,
      takeOut: "Entfernen",
      removeFrom: (path, n) => `${path} aus ${photos(n)} entfernen`,
      notShown: (path) => `Die Dateiverwaltung hat sich nicht geöffnet. Das Foto ist ${path}.`,
    },

    copies: {
      title: "Fotos werden kopiert",
      progress: (done, total) => `${number(done)} von ${number(total)}`,
      bar: "Fortschritt des Kopierens",
      stop: "Anhalten",
      done: (n, beside, folder) =>
        beside === 0
          ? `${photos(n)} nach ${folder} kopiert`
          : `${photos(n)} und ${files(beside)} daneben nach ${folder} kopiert`,
      stopped: (n, folder) => `Angehalten: ${photos(n)} nach ${folder} kopiert`,
      failed: (n) => `${photos(n)} ${n === 1 ? "konnte" : "konnten"} nicht kopiert werden`,
      others: (n, folder) => `${photos(n)} nach ${folder} kopiert.`,
      missing: "Die Datei ist nicht da. Vielleicht ist ihr Laufwerk nicht angeschlossen.",
      unknown: "Ein Foto, das nicht mehr in der Bibliothek ist",
    },
  };
}
