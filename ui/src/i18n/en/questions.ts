import type { Chance } from "../../lib/certainty";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** The page that asks. */
export function questions(formats: Formats) {
  const { number, percent } = formats;
  const { count, faces } = nouns(formats);

  return {
    questions: {
      title: "Questions",
      left: (n: number) => count(n, "question", "questions"),
      subtitle: (n: number, brief: boolean) =>
        `${count(n, "question", "questions")}${brief ? "" : " · The most useful ones first"}`,
      named: (named: number, all: number) => `${number(named)} of ${faces(all)} named`,
      goal: (answers: number, share: number) =>
        `${count(answers, "answer brings", "answers bring")} ${percent(share)}`,
      coverage: "Faces that have a name",
      whoAreThey: (n: number) => `Who are these ${faces(n)}?`,
      arePerson: (n: number, name: string) => `Are these ${faces(n)} ${name}?`,
      isPerson: (name: string) => `Is this ${name}?`,
      areOne: "Are these two groups one person?",
      sure: (chance: Chance) =>
        ({
          almostSure: "Almost sure",
          likely: "Likely",
          perhaps: "Perhaps",
          possible: "Possible, but far from sure",
        })[chance],
      orElse: (name: string, certainty: string) => `It may also be ${name} (${certainty}).`,
      theseFaces: (n: number) => faces(n),
      thisFace: "This face",
      more: (n: number) => `+${number(n)}`,
      yes: "Yes",
      no: "No",
      nobody: "Nobody I know",
      later: "Not sure",
      ignore: "Ignore",
      answers: "Answers",
      none: "Nothing left to ask",
      noneHint:
        "Faces that are alone wait in Unknown. New questions come as soon as there is something worth asking.",
      toUnknown: "Show unknown faces",
    },
  };
}
