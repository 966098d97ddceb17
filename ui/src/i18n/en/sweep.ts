import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** Sending everybody without a name of one day away, in the words in which a photo does it. */
export function sweep(formats: Formats) {
  const { date, number } = formats;
  const { faces, photos } = nouns(formats);

  return {
    sweep: {
      byGroup: "By group",
      byDay: "By day",
      view: "How unknown faces are listed",
      subtitle: (n: number) => `${faces(n)} without a name`,
      undated: "Without a date",
      all: "Ignore all…",
      onThisDay: "Ignore unknown faces of this day…",
      title: (day: string) => `Ignore everybody without a name on ${date(day)}?`,
      effect: (n: number, inPhotos: number) =>
        n === 1
          ? "1 unknown face is ignored as a stranger. Faces with a name or a suggestion stay."
          : `${faces(n)} in ${photos(inPhotos)} are ignored as strangers. Faces with a name or a suggestion stay.`,
      more: (n: number) => `+${number(n)}`,
      ignore: (n: number) => `Ignore ${faces(n)}`,
      nobody: (day: string) => `There is no face without a name on ${date(day)}`,
      open: "Open",
    },
  };
}
