import type { doubts as english } from "../en/doubts";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function doubts(formats: Formats): ReturnType<typeof english> {
  const { faces } = nouns(formats);

  return {
    doubts: {
      title: "Sieht nach jemand anderem aus",
      text: "Diese Gesichter hast du bestätigt, aber sie sehen den anderen Gesichtern der Person nicht ähnlich. Hier findet sich ein Versehen; nichts ändert sich, bevor du entscheidest.",
      hint: "Gesichter, die vielleicht den falschen Namen haben",
      confirmed: "Bestätigt als",
      looksLike: "Sieht aus wie",
      nobody: "Niemand, den du kennst",
      is: (name) => `Es ist ${name}`,
      others: (name) => `andere Gesichter von ${name}`,
      kept: (name) => `Bleibt ${name}`,
      subtitle: (n) => `${faces(n)} zum Ansehen. Nichts ändert sich, bevor du entscheidest.`,
    },
  };
}
