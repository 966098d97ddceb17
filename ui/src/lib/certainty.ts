/** How sure a suggestion is, in the three words the screen has for it. */
export type Certainty = "almostSure" | "likely" | "perhaps";

export const certainties: readonly Certainty[] = ["almostSure", "likely", "perhaps"];

/** From how many percent on a suggestion is called so. */
const bounds = { almostSure: 99, likely: 90 };

/** `probability` in whole percent; a suggestion at a bound has reached it. */
export function certaintyOf(probability: number): Certainty {
  if (probability >= bounds.almostSure) return "almostSure";
  return probability >= bounds.likely ? "likely" : "perhaps";
}
