import type { start as english } from "../en/start";
import type { Formats } from "../locale";

export function start(formats: Formats): ReturnType<typeof english> {
  const { number } = formats;

  return {
    start: {
      step: (step, of) => `Schritt ${number(step)} von ${number(of)}`,
      next: "Weiter",
      title: "Wer ist auf deinen Fotos?",
      text: "Kith findet jedes Gesicht in den Ordnern, die du wählst, und legt zusammen, was sich ähnlich sieht. Du sagst, wer das ist, und Kith findet diese Personen auf allen anderen Fotos.",
      promises: [
        "Alles geschieht auf diesem Gerät. Kith geht nie ins Internet.",
        "Bei der Suche nach Gesichtern werden deine Fotos nur gelesen.",
        "Alles, was du sagst, kannst du jederzeit zurücknehmen.",
      ],
      namesTitle: "Wo sollen die Namen stehen?",
      namesText:
        "Das kannst du jederzeit in den Einstellungen ändern. Geschrieben werden nur die Namen bestätigter Gesichter und Stichwörter, die du änderst.",
      photosTitle: "Wo sind deine Fotos?",
      photosText: "Kith sucht Gesichter in den Ordnern, die du hier wählst, und nirgends sonst.",
      pictures: "Alle meine Bilder",
      noPictures: "Dein System nennt keinen Bilderordner",
      choose: "Ordner wählen\u00a0…",
      chooseHint: "Einen oder mehrere, auch auf anderen Laufwerken",
      later: "Nicht jetzt",
      laterHint: "Erst einmal umsehen",
    },

    keeping: {
      label: "Wo die Namen stehen",
      kith: {
        title: "Namen nur in Kith",
        text: "Deine Fotos und ihre Ordner bleiben, wie sie sind. Andere Programme sehen die Namen nicht.",
      },
      beside: {
        title: "Eine kleine Datei neben jedem Foto",
        text: "Eine Datei wie IMG_1234.jpg.xmp enthält die Namen, und das Foto bleibt, wie es ist. Programme, die solche Dateien kennen, lesen sie, zum Beispiel digiKam.",
      },
      inside: {
        title: "In die Fotos schreiben",
        text: "Die Namen bleiben beim Foto, wohin es auch geht, und die meisten Programme, die Personen zeigen, lesen sie dort. Das Bild selbst bleibt unverändert. Nur JPEG, PNG und WebP; andere Fotos bekommen eine Datei daneben.",
      },
    },
  };
}
