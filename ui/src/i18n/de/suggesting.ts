import type { suggesting as english } from "../en/suggesting";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** How readily names are suggested. */
export function suggesting(formats: Formats): ReturnType<typeof english> {
  const { number } = formats;
  const { faces } = nouns(formats);

  return {
    suggesting: {
      title: "Vorschläge",
      hint: "Wie sicher Kith sein muss, bevor es einen Namen vorschlägt.",
      label: "Wann ein Name vorgeschlagen wird",
      choices: {
        perhaps: {
          title: "Auch wenn er vielleicht stimmt",
          text: "Die meisten Namen auf einmal, darunter ein paar falsche.",
        },
        likely: {
          title: "Wenn er wahrscheinlich stimmt",
          text: "Weniger falsche Namen, und einige Gesichter bleiben unbekannt.",
        },
        almostSure: {
          title: "Nur wenn er fast sicher stimmt",
          text: "Kaum ein falscher Name, und mehr Gesichter bleiben unbekannt.",
        },
      },
      effect: (right: number, wrong: number, silent: number) =>
        `Bei deinen Gesichtern: ${number(right)} richtig, ${number(wrong)} falsch, ${number(silent)} ohne Namen.`,
      checked: (n: number) =>
        `Kith hat ${faces(n)}, die du bestätigt hast, so angesehen, als hätten sie keinen Namen, und verglichen, was es vorgeschlagen hätte.`,
      checking: "Die bestätigten Gesichter werden angesehen…",
      nothingToCheck:
        "Sobald Personen zwei oder mehr bestätigte Gesichter haben, steht hier, was jede Wahl mit ihnen gemacht hätte.",
    },
  };
}
