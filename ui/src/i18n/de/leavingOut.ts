import type { leavingOut as english } from "../en/leavingOut";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function leavingOut(formats: Formats): ReturnType<typeof english> {
  const { photos } = nouns(formats);

  return {
    leavingOut: {
      title: "Ausgelassen",
      hint: "Das wird weder gescannt noch gezeigt. Was du über die Fotos darin gesagt hast, bleibt erhalten und kommt mit ihnen zurück.",
      takeIn: "Wieder aufnehmen",
      takeInNamed: (path) => `${path} wieder aufnehmen`,
      actions: (path) => `Was mit ${path} geschehen soll`,
      choose: "Ordner auslassen\u00a0…",
      chooseTitle: "Welcher Ordner soll ausgelassen werden?",
      chooseHint:
        "Er wird mit allem, was darin liegt, nicht mehr gescannt oder gezeigt. Nichts, was du gesagt hast, geht verloren, und er kann wieder aufgenommen werden.",
      folder: "Diesen Ordner auslassen",
      photo: (n) => (n === 1 ? "Dieses Foto auslassen" : "Diese Fotos auslassen"),
      show: "Seine Fotos zeigen",
      out: (path) => (path === null ? "Ausgelassen" : `Ausgelassen: ${path}`),
      in: (path) => (path === null ? "Wieder aufgenommen" : `Wieder aufgenommen: ${path}`),
    },

    scanAll: {
      newHere: "Diesen Ordner neu scannen",
      all: "Alle Fotos noch einmal ansehen\u00a0…",
      allHere: "Alle seine Fotos noch einmal ansehen\u00a0…",
      title: "Alle Fotos noch einmal ansehen?",
      titleIn: "Alle Fotos dieses Ordners noch einmal ansehen?",
      hint: "„Neu scannen“ sieht nur an, was neu ist oder geändert wurde. Das hier sucht in jedem Foto noch einmal nach Gesichtern und dauert so lange wie beim ersten Mal.",
      kept: "Nichts, was du bestätigt, abgelehnt oder ignoriert hast, geht verloren.",
      start: (n) => `${photos(n)} noch einmal ansehen`,
    },
  };
}
