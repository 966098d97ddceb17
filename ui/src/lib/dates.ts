/**
 * Dates of which only a part is known, as texts: "1984", "1984-05" or "1984-05-12". Of two of them the shorter one says
 * how far they can be compared.
 */
type Part = "day" | "month" | "year";

const numbersOf = (date: string) => date.split("-").map(Number);
const two = (value: number) => String(value).padStart(2, "0");

/** Whether a date lies wholly before another. */
export function isBefore(date: string, other: string): boolean {
  const length = Math.min(date.length, other.length);
  return date.slice(0, length) < other.slice(0, length);
}

/** When somebody was born and died, as far as that is known. */
export type Life = { born: string | null; died: string | null };

/** The fewest and the most whole years that somebody can have had at a date; null where they did not live or it is not known. */
export function agesAt({ born, died }: Life, date: string | null): [number, number] | null {
  if (born === null || date === null || isBefore(date, born)) return null;
  if (died !== null && isBefore(died, date)) return null;
  const fewest = wholeYears(lastOf(born), firstOf(date));
  return [Math.max(0, fewest), wholeYears(firstOf(born), lastOf(date))];
}

type Day = [year: number, month: number, day: number];

function firstOf(date: string): Day {
  const [year = 0, month = 1, day = 1] = numbersOf(date);
  return [year, month, day];
}

function lastOf(date: string): Day {
  const [year = 0, month = 12, day = 31] = numbersOf(date);
  return [year, month, day];
}

function wholeYears([year, month, day]: Day, [thenYear, thenMonth, thenDay]: Day): number {
  const isYetToCome = thenMonth < month || (thenMonth === month && thenDay < day);
  return thenYear - year - (isYetToCome ? 1 : 0);
}

/**
 * Reads what somebody types in a language: a year, a month and a year by name or number, or a day in the order of that
 * language, and always the texts above. Null for what is none of these.
 */
export function dateReader(locale: string): (typed: string) => string | null {
  const order = orderOf(locale);
  const months = monthsOf(locale);
  return (typed) => {
    const words = typed.toLocaleLowerCase(locale).match(/\p{L}[\p{L}\p{M}]*|\p{N}+/gu) ?? [];
    const numbers = words.filter((word) => /^\d+$/.test(word));
    const names = words.filter((word) => /^\p{L}/u.test(word)).flatMap((word) => months(word) ?? []);
    const [named] = names;
    if (words.length === 0 || numbers.length + names.length < words.length || names.length > 1) return null;
    return named === undefined ? fromNumbers(numbers, order) : fromName(named, numbers);
  };
}

function fromName(month: number, numbers: readonly string[]): string | null {
  const year = numbers.find(isYear);
  const rest = numbers.filter((number) => number !== year).map(Number);
  return year === undefined || rest.length > 1 ? null : checked(Number(year), month, rest[0]);
}

function fromNumbers(numbers: readonly string[], order: readonly Part[]): string | null {
  const [first, second, third] = numbers;
  if (first === undefined || numbers.length > 3) return null;
  if (second === undefined) return isYear(first) ? checked(Number(first)) : null;
  if (third === undefined) {
    const [year, month] = isYear(first) ? [first, second] : [second, first];
    return isYear(year) ? checked(Number(year), Number(month)) : null;
  }
  if (isYear(first)) return checked(Number(first), Number(second), Number(third));
  if (!isYear(third)) return null;
  const dayFirst = order.indexOf("day") < order.indexOf("month");
  const [day, month] = dayFirst ? [first, second] : [second, first];
  // A number above twelve is no month, whatever the order is.
  return (
    checked(Number(third), Number(month), Number(day)) ?? checked(Number(third), Number(day), Number(month))
  );
}

const isYear = (number: string) => /^[1-9]\d{3}$/.test(number);

function checked(year: number, month?: number, day?: number): string | null {
  if (month === undefined) return String(year);
  if (month < 1 || month > 12) return null;
  if (day === undefined) return `${year}-${two(month)}`;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day < 1 || day > days ? null : `${year}-${two(month)}-${two(day)}`;
}

function orderOf(locale: string): Part[] {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(new Date(2000, 0, 31));
  return parts.flatMap(({ type }) => (type === "day" || type === "month" || type === "year" ? [type] : []));
}

/** The number of a month by its name, or by at least three letters of it. */
function monthsOf(locale: string): (word: string) => number | null {
  const format = new Intl.DateTimeFormat(locale, { month: "long" });
  const names = Array.from({ length: 12 }, (_, at) =>
    format.format(new Date(2000, at, 15)).toLocaleLowerCase(locale),
  );
  return (word) => {
    const fits = names.flatMap((name, at) => (name.startsWith(word) ? [at + 1] : []));
    const exact = names.indexOf(word);
    if (exact >= 0) return exact + 1;
    return word.length >= 3 && fits.length === 1 ? (fits[0] ?? null) : null;
  };
}
