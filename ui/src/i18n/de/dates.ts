import type { dates as english } from "../en/dates";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function dates(formats: Formats): ReturnType<typeof english> {
  const { number, partialDate, plural } = formats;
  const { count, faces } = nouns(formats);
  const examples = ["1984", "1984-05", "1984-05-12"].map(partialDate);
  const year = (date: string) => date.slice(0, 4);

  return {
    dates: {
      action: "Lebensdaten\u00a0…",
      title: (name) => `Lebensdaten von ${name}`,
      born: "Geboren",
      died: "Gestorben",
      hint: `Jahr, Monat oder Tag, so genau du es weißt: ${examples.join(", ")}.`,
      unknown: "Nicht bekannt",
      noDate: "Das versteht Kith nicht als Datum.",
      diedBeforeBorn: (name) => `${name} kann nicht vor der Geburt gestorben sein.`,
      save: "Speichern",
      life: (born, died) =>
        [born && `geboren ${year(born)}`, died && `gestorben ${year(died)}`].filter(Boolean).join(", "),
      age: (fewest, most) => {
        if (most === 0) return "erstes Lebensjahr";
        return fewest === most
          ? `${count(most, "Jahr", "Jahre")} alt`
          : `${number(fewest)}–${number(most)} Jahre alt`;
      },
      inYear: (year, age) => `${year} · ${age}`,
    },

    outOfLife: {
      title: "In einer anderen Zeit",
      text: "Du hast jemanden auf einem Foto bestätigt, das vor der Geburt oder nach dem Tod dieser Person entstand. Entweder ist es jemand anderes, oder ein Datum stimmt nicht.",
      born: (name) => `${name} geboren`,
      died: (name) => `${name} gestorben`,
      taken: "Foto aufgenommen",
      change: "Lebensdaten ändern\u00a0…",
      what: (button, date) => `${button}: Foto vom ${date}`,
      subtitle: (n) =>
        `${faces(n)}, bei ${plural(n, { one: "dem", other: "denen" })} etwas nicht stimmen kann. Nichts ändert sich, bevor du entscheidest.`,
    },
  };
}
