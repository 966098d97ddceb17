import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** When people were born and died, and how old they are in a photo. */
export function dates(formats: Formats) {
  const { number, partialDate } = formats;
  const { count, faces } = nouns(formats);
  const examples = ["1984", "1984-05", "1984-05-12"].map(partialDate);
  const year = (date: string) => date.slice(0, 4);

  return {
    dates: {
      action: "Dates…",
      title: (name: string) => `Dates of ${name}`,
      born: "Born",
      died: "Died",
      hint: `A year, a month or a day, as far as you know: ${examples.join(", ")}.`,
      unknown: "Not known",
      noDate: "This is no date that Kith understands.",
      diedBeforeBorn: (name: string) => `${name} cannot have died before they were born.`,
      save: "Save",
      /** Quietly below a name: the years are enough there. */
      life: (born: string | null, died: string | null) =>
        [born && `born ${year(born)}`, died && `died ${year(died)}`].filter(Boolean).join(", "),
      /** From the fewest years to the most. */
      age: (fewest: number, most: number) => {
        if (most === 0) return "first year";
        return fewest === most
          ? `${count(most, "year", "years")} old`
          : `${number(fewest)}–${number(most)} years old`;
      },
      inYear: (year: string, age: string) => `${year} · ${age}`,
    },

    outOfLife: {
      title: "In another time",
      text: "You confirmed somebody in a photo that was taken before they were born or after they died. Either it is somebody else, or a date is wrong.",
      born: (name: string) => `${name} was born`,
      died: (name: string) => `${name} died`,
      taken: "Photo taken",
      change: "Change the dates…",
      what: (button: string, date: string) => `${button}: photo of ${date}`,
      subtitle: (n: number) => `${faces(n)} that cannot all be right. Nothing is changed before you decide.`,
    },
  };
}
