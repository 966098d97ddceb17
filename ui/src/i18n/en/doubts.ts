import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** Confirmed faces that look as if they were not their person. */
export function doubts(formats: Formats) {
  const { faces } = nouns(formats);

  return {
    doubts: {
      title: "Looks like somebody else",
      text: "You confirmed these faces, but they look unlike the other faces of that person. A slip of the hand is found here; nothing is changed before you decide.",
      /** Where nothing contradicts for certain. */
      hint: "Faces that may have the wrong name",
      confirmed: "Confirmed as",
      looksLike: "Looks like",
      nobody: "Nobody you know",
      is: (name: string) => `It is ${name}`,
      others: (name: string) => `other faces of ${name}`,
      kept: (name: string) => `Stays ${name}`,
      subtitle: (n: number) => `${faces(n)} to look at. Nothing is changed before you decide.`,
    },
  };
}
