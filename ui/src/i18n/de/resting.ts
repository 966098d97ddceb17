import type { resting as english } from "../en/resting";
import type { Formats } from "../locale";

export function resting(formats: Formats): ReturnType<typeof english> {
  const { percent } = formats;

  return {
    resting: {
      title: "Scannen",
      hint: "Gesichter zu suchen braucht viel Strom. Auf einem Akku, der zur Neige geht, wartet ein Scan und macht von selbst weiter, wenn wieder Strom da ist.",
      battery: "Ein Scan wartet im Akkubetrieb",
      level: (level) => (level === 0 ? "Nie" : `Unter ${percent(level / 100)}`),
      onBattery: (level) => `Wartet · Akku bei ${percent(level / 100)}`,
      woken: "Wartet nach dem Ruhezustand auf die Laufwerke",
      anyway: "Trotzdem weiter",
    },
  };
}
