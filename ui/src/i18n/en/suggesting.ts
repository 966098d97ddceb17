import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** How readily names are suggested. */
export function suggesting(formats: Formats) {
  const { number } = formats;
  const { faces } = nouns(formats);

  return {
    suggesting: {
      title: "Suggestions",
      hint: "How sure Kith must be before it suggests a name.",
      label: "When a name is suggested",
      choices: {
        perhaps: {
          title: "Also when it is perhaps right",
          text: "Most names at once, with a few wrong ones among them.",
        },
        likely: { title: "When it is likely right", text: "Fewer wrong names, and some faces stay unknown." },
        almostSure: {
          title: "Only when it is almost surely right",
          text: "Hardly a wrong name, and more faces stay unknown.",
        },
      },
      /** What a choice would say of faces whose name is known. */
      effect: (right: number, wrong: number, silent: number) =>
        `On your faces: ${number(right)} right, ${number(wrong)} wrong, ${number(silent)} without a name.`,
      checked: (n: number) =>
        `Kith looked at ${faces(n)} that you confirmed as if each had no name, and compared what it would have suggested.`,
      checking: "Looking at the faces that you confirmed…",
      nothingToCheck:
        "When people have two confirmed faces or more, this shows what each choice would have done with them.",
    },
  };
}
