/** How sure a suggestion is, in the three words the screen has for it. */
export type Certainty = "almostSure" | "likely" | "perhaps";

/** What a question may also be: less likely than any suggestion. */
export type Chance = Certainty | "possible";

export const certainties: readonly Certainty[] = ["almostSure", "likely", "perhaps"];

/** From how many percent on a suggestion is called so. */
const bounds = { almostSure: 99, likely: 90, perhaps: 70 };

/** `probability` in whole percent; a suggestion at a bound has reached it. */
export function certaintyOf(probability: number): Certainty {
  if (probability >= bounds.almostSure) return "almostSure";
  return probability >= bounds.likely ? "likely" : "perhaps";
}

/** The same for what is not always suggested. */
export function chanceOf(probability: number): Chance {
  return probability >= bounds.perhaps ? certaintyOf(probability) : "possible";
}
