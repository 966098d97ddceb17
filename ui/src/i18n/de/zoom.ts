import type { zoom as english } from "../en/zoom";

export function zoom(): ReturnType<typeof english> {
  return {
    zoom: {
      label: "Größe des Fotos",
      larger: "Größer",
      smaller: "Kleiner",
      fit: "Ganzes Foto",
      help: "Foto vergrößern, verkleinern, ganz zeigen",
      helpMove: "Vergrößertes Foto verschieben",
    },
  };
}
