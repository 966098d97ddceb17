import type { questions as english } from "../en/questions";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function questions(formats: Formats): ReturnType<typeof english> {
  const { number, percent } = formats;
  const { count, faces, ofFaces } = nouns(formats);

  return {
    questions: {
      title: "Fragen",
      left: (n) => count(n, "Frage", "Fragen"),
      subtitle: (n, brief) => `${count(n, "Frage", "Fragen")}${brief ? "" : " · Die nützlichsten zuerst"}`,
      named: (named, all) => `${number(named)} von ${ofFaces(all)} benannt`,
      goal: (answers, share) => `${count(answers, "Antwort bringt", "Antworten bringen")} ${percent(share)}`,
      coverage: "Gesichter mit Namen",
      whoAreThey: (n) => (n === 1 ? "Zu wem gehört dieses Gesicht?" : `Zu wem gehören diese ${faces(n)}?`),
      arePerson: (n, name) =>
        n === 1 ? `Gehört dieses Gesicht zu ${name}?` : `Gehören diese ${faces(n)} zu ${name}?`,
      isPerson: (name) => `Ist das ${name}?`,
      areOne: "Zeigen diese beiden Gruppen dieselbe Person?",
      sure: (chance) =>
        ({
          almostSure: "Fast sicher",
          likely: "Wahrscheinlich",
          perhaps: "Vielleicht",
          possible: "Möglich, aber längst nicht sicher",
        })[chance],
      orElse: (name, certainty) => `Es könnte auch ${name} sein (${certainty}).`,
      theseFaces: (n) => faces(n),
      thisFace: "Dieses Gesicht",
      more: (n) => `+${number(n)}`,
      yes: "Ja",
      no: "Nein",
      nobody: "Kenne ich nicht",
      later: "Nicht sicher",
      ignore: "Ignorieren",
      answers: "Antworten",
      none: "Keine Fragen mehr",
      noneHint:
        "Einzelne Gesichter warten unter „Unbekannt“. Neue Fragen kommen, sobald sich eine wieder lohnt.",
      toUnknown: "Unbekannte Gesichter anzeigen",
    },
  };
}
