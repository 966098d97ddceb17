import type { throughYears as english } from "../en/throughYears";

export function throughYears(): ReturnType<typeof english> {
  return {
    throughYears: {
      title: "Im Lauf der Jahre",
      play: "Abspielen",
      pause: "Anhalten",
      previous: "Voriges Gesicht",
      next: "Nächstes Gesicht",
      place: "Stelle in den Jahren",
      open: (date) => `Foto öffnen: ${date}`,
      none: "Noch kein Gesicht mit Datum",
      noneHint:
        "Hier erscheinen nacheinander die bestätigten Gesichter, deren Fotos sagen, wann sie aufgenommen wurden.",
    },
  };
}
