import { dateReader } from "../lib/dates";

const primary = (tag: string) => tag.toLowerCase().split("-")[0];

/** The first language of the reader that is known. */
export function pickLanguage<T extends string>(
  known: readonly T[],
  wanted: readonly string[],
): T | undefined {
  return wanted.flatMap((tag) => known.filter((language) => language === primary(tag)))[0];
}

/** The language of the sentences, and the reader's own region for numbers and dates in that language. */
export function pickLocale(language: string, wanted: readonly string[]): string {
  return wanted.find((tag) => primary(tag) === language) ?? language;
}

export type Formats = {
  number(value: number): string;
  percent(share: number): string;
  /** "1 May 2024", from local time without a zone. */
  date(local: string): string;
  /** "1 May 2024 at 12:00". */
  moment(local: string): string;
  /** "12:00". */
  time(local: string): string;
  /** "May 2024", from "2024-05". */
  month(month: string): string;
  /** "1984", "May 1984" or "12 May 1984", from "1984", "1984-05" or "1984-05-12". */
  partialDate(date: string): string;
  /** The other way round, from what the reader types in the order of the language; null from what is no date. */
  readDate(typed: string): string | null;
  /** Picks the form of a word that goes with the number. */
  plural(count: number, forms: { one: string; other: string }): string;
  list(parts: string[]): string;
  /** Orders names as a reader looks for them, without regard to case and accents, and numbers by their value. */
  byName(a: string, b: string): number;
  /** The text with a large first letter. */
  capital(text: string): string;
};

export function formatsFor(locale: string): Formats {
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: "percent" });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const months = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" });
  const plurals = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const names = new Intl.Collator(locale, { sensitivity: "base", numeric: true });
  return {
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    date: (local) => dates.format(new Date(local)),
    moment: (local) => moments.format(new Date(local)),
    time: (local) => times.format(new Date(local)),
    month: (month) => months.format(new Date(`${month}-01T00:00:00`)),
    partialDate: (date) => {
      if (date.length === 4) return date;
      return (date.length === 7 ? months : dates).format(new Date(`${date.padEnd(10, "-01")}T00:00:00`));
    },
    readDate: dateReader(locale),
    plural: (count, forms) => (plurals.select(count) === "one" ? forms.one : forms.other),
    list: (parts) => lists.format(parts),
    byName: (a, b) => names.compare(a, b),
    capital: (text) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1),
  };
}
