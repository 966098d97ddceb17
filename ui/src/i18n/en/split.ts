import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** What is said where some faces of a group are somebody else. */
export function split(formats: Formats) {
  const { faces } = nouns(formats);

  return {
    split: {
      action: "Split off",
      help: "In a group: these faces are somebody else",
      done: (n: number) => `${faces(n)} split off`,
      showOther: "Show them",
    },
  };
}
