import { expect, it } from "vitest";
import { m, speak } from ".";
import { german } from "./de";
import { english } from "./en";
import { leaves } from "./leaves";
import { formatsFor, pickLanguage, pickLocale } from "./locale";

const en = english(formatsFor("en-GB"));
const de = german(formatsFor("de-DE"));

it("takes the first of the reader's languages that it knows, or none", () => {
  expect(pickLanguage(["en", "de"], ["fr-FR", "de-AT", "en-GB"])).toBe("de");
  expect(pickLanguage(["en", "de"], ["EN-us", "de"])).toBe("en");
  expect(pickLanguage(["en", "de"], ["den"])).toBeUndefined();
});

it("changes the language of all sentences, and of the page", () => {
  speak("de");
  expect([m.app.close, document.documentElement.lang]).toEqual(["Schließen", "de"]);
  speak("en");
  expect([m.app.close, document.documentElement.lang]).toEqual(["Close", "en"]);
});

it("takes the reader's region when it speaks the language of the sentences", () => {
  expect(pickLocale("en", ["de-DE", "en-GB"])).toBe("en-GB");
  expect(pickLocale("en", ["de-DE"])).toBe("en");
});

it("gets singular, plural and separators right", () => {
  expect([en.faces(0), en.faces(1), en.faces(1234)]).toEqual(["0 faces", "1 face", "1,234 faces"]);
  expect(en.home.subtitle(1, 2)).toBe("1 person · 2 faces");
  expect(en.scan.unreadable(1)).toBe("1 file not readable");
});

it("gets German plurals, cases and separators right", () => {
  expect([de.faces(0), de.faces(1), de.faces(1234)]).toEqual(["0 Gesichter", "1 Gesicht", "1.234 Gesichter"]);
  expect(de.unknown.groupLabel(3)).toBe("Gruppe mit 3 Gesichtern");
  expect(de.ignored.subtitle(1)).toContain("1 Gesicht, das du");
  expect(de.contradictions.subtitle(2)).toContain("2 Gesichter, zu denen");
  expect(de.questions.named(1, 2)).toBe("1 von 2 Gesichtern benannt");
  expect(de.percent(0.62)).toBe("62\u00a0%");
  expect(de.date("2024-05-01T12:00:00")).toBe("1. Mai 2024");
});

it("orders names as they are looked for", () => {
  expect(["Zoe", "Ähre", "Bild 10", "anna", "Bild 9"].sort(de.byName)).toEqual([
    "Ähre",
    "anna",
    "Bild 9",
    "Bild 10",
    "Zoe",
  ]);
});

it("writes dates as the reader does", () => {
  expect(en.date("2024-05-01T12:00:00")).toBe("1 May 2024");
  expect(en.month("2024-05")).toBe("May 2024");
  expect(english(formatsFor("en-US")).date("2024-05-01T12:00:00")).toBe("May 1, 2024");
});

it("writes and reads dates of which only a part is known", () => {
  const dates = ["1984", "1984-05", "1999-12-31"];
  expect(dates.map(en.partialDate)).toEqual(["1984", "May 1984", "31 December 1999"]);
  expect(dates.map(de.partialDate)).toEqual(["1984", "Mai 1984", "31. Dezember 1999"]);
  for (const words of [en, de, english(formatsFor("en-US"))])
    expect(dates.map(words.partialDate).map(words.readDate)).toEqual(dates);
  expect(["31.12.1999", "31. 12. 1999", "5.3.1999", "12/1999", "Ende 1999"].map(de.readDate)).toEqual([
    "1999-12-31",
    "1999-12-31",
    "1999-03-05",
    "1999-12",
    null,
  ]);
});

it("tells ages and lives in both languages", () => {
  const ages = [
    [0, 0],
    [1, 1],
    [0, 1],
    [40, 41],
  ] as const;
  expect(ages.map(([fewest, most]) => en.dates.age(fewest, most))).toEqual([
    "first year",
    "1 year old",
    "0–1 years old",
    "40–41 years old",
  ]);
  expect(ages.map(([fewest, most]) => de.dates.age(fewest, most))).toEqual([
    "erstes Lebensjahr",
    "1 Jahr alt",
    "0–1 Jahre alt",
    "40–41 Jahre alt",
  ]);
  expect(en.dates.life("1984-05", "2010")).toBe("born 1984, died 2010");
  expect(de.dates.life("1984-05", null)).toBe("geboren 1984");
  expect(de.dates.life(null, null)).toBe("");
});

it("tells the time left in the unit that fits", () => {
  expect([20, 250, 7500].map(en.scan.left)).toEqual(["under a minute left", "4 min left", "2 h 5 min left"]);
});

it("keeps the machine's words off the screen", () => {
  const sentences = [...leaves(en), ...leaves(de)].map(([, said]) => String(said));
  expect(sentences.length).toBeGreaterThan(700);
  const banned = /cluster|embedding|detection|threshold|inference|schwellwert|inferenz/i;
  expect(sentences.filter((sentence) => banned.test(sentence))).toEqual([]);
});
