import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** What was decided, as a message and in the history. */
export function decisions(formats: Formats) {
  const { number, list } = formats;
  const { count, faces, photos } = nouns(formats);

  return {
    toast: {
      confirm: (n: number, name: string | null) =>
        name === null ? `${number(n)} confirmed` : `${number(n)} confirmed as ${name}`,
      reject: (n: number, name: string | null) =>
        name === null ? `${number(n)} rejected` : `${number(n)} not ${name}`,
      ignore: (n: number) => `${number(n)} ignored`,
      notAFace: (n: number) => `${number(n)} not a face`,
      clear: (n: number) => `${number(n)} back to Unknown`,
      stranger: (n: number) => (n === 1 ? "1 ignored as a stranger" : `${number(n)} ignored as strangers`),
      later: (n: number) => `Not sure about ${faces(n)}; you will not be asked again`,
      same: "Marked as one person",
      different: "Marked as two people",
      unsure: "Not sure; you will not be asked again",
      rename: (name: string) => `Renamed to ${name}`,
      dates: (name: string) => `Dates of ${name} saved`,
      keyFace: (name: string) => `Picture of ${name} chosen`,
      hide: (name: string, hidden: boolean) => (hidden ? `${name} hidden` : `${name} shown again`),
      merge: (name: string, into: string) => `${name} merged into ${into}`,
      draw: (name: string | null) => (name === null ? "1 face drawn" : `1 face drawn: ${name}`),
      place: (n: number) => `${count(n, "box", "boxes")} changed`,
      nothingNew: "That is so already",
      undone: (what: string) => `Undone: ${what}`,
      redone: (what: string) => `Done again: ${what}`,
      undo: "Undo",
      dismiss: "Dismiss",
      nothingToUndo: "There is nothing to undo",
      nothingToRedo: "There is nothing to do again",
    },

    steps: {
      confirm: (n: number) => `${count(n, "face", "faces")} confirmed`,
      reject: (n: number) => `${count(n, "suggestion", "suggestions")} rejected`,
      ignore: (n: number) => `${faces(n)} ignored`,
      notAFace: (n: number) => `${count(n, "mark", "marks")} “not a face”`,
      clear: (n: number) => `${faces(n)} moved to Unknown`,
      stranger: (n: number) => `${count(n, "stranger", "strangers")} ignored`,
      later: (n: number) => `${faces(n)} put off`,
      same: () => "“one person”",
      different: () => "“two people”",
      unsure: () => "“not sure”",
      rename: () => "renaming",
      dates: () => "dates of a person",
      keyFace: () => "picture of a person",
      hide: () => "hiding a person",
      show: () => "showing a person again",
      merge: () => "merging",
      draw: () => "1 face drawn",
      place: (n: number) => `${count(n, "box", "boxes")} changed`,
      addKeyword: (n: number) => (n === 1 ? "1 keyword added" : `keywords added to ${photos(n)}`),
      removeKeyword: (n: number) => (n === 1 ? "1 keyword taken out" : `keywords of ${photos(n)} taken out`),
      renameKeyword: () => "renaming a keyword",
      mergeKeyword: () => "merging two keywords",
      deleteKeyword: () => "deleting a keyword",
      leaveOut: (n: number) => (n === 1 ? "leaving out" : `${number(n)} left out`),
      takeIn: (n: number) => (n === 1 ? "taking in again" : `${number(n)} taken in again`),
      settle: (n: number) => `${count(n, "contradiction", "contradictions")} settled`,
      import: (n: number) => `${count(n, "word", "words")} of files taken in`,
      other: (n: number) => count(n, "change", "changes"),
    },

    history: {
      title: "History",
      hint: "Click a step to go back to it, or forward again. Nothing is lost until you decide something new.",
      open: "History",
      cardHint: "What you decided, and back to any point",
      none: "Nothing has been decided yet",
      noneHint: "Everything you say about faces and people is listed here, and can be taken back.",
      confirmed: (n: number, name: string) => `${faces(n)} confirmed as ${name}`,
      rejected: (n: number, name: string) => `${faces(n)}: not ${name}`,
      renamed: (before: string, after: string) => `${before} renamed to ${after}`,
      dated: (name: string) => `Dates of ${name} changed`,
      pictured: (name: string) => `Picture of ${name} chosen`,
      hidden: (name: string) => `${name} hidden`,
      shown: (name: string) => `${name} shown again`,
      merged: (name: string, into: string) => `${name} merged into ${into}`,
      drawn: (name: string) => `Face drawn: ${name}`,
      /** Some of the programs that a step comes from, and how many there are beside them. */
      from: (what: string, programs: readonly string[], more: number) =>
        `${what} (${list([...programs, ...(more > 0 ? [`${number(more)} more`] : [])])})`,
      now: "Now",
      takenBack: "taken back",
      start: "The beginning",
      startHint: "Before anything was decided",
      more: "Earlier steps",
    },
  };
}
