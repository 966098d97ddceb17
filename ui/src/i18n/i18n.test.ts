import { expect, it } from "vitest";
import { english } from "./en";
import { formatsFor, pickLocale } from "./locale";

const en = english(formatsFor("en-GB"));

it("takes the reader's region when it speaks the language of the sentences", () => {
  expect(pickLocale("en", ["de-DE", "en-GB"])).toBe("en-GB");
  expect(pickLocale("en", ["de-DE"])).toBe("en");
});

it("gets singular, plural and separators right", () => {
  expect([en.faces(0), en.faces(1), en.faces(1234)]).toEqual(["0 faces", "1 face", "1,234 faces"]);
  expect(en.home.subtitle(1, 2)).toBe("1 person · 2 faces");
  expect(en.scan.unreadable(1)).toBe("1 file not readable");
});

it("writes dates as the reader does", () => {
  expect(en.date("2024-05-01T12:00:00")).toBe("1 May 2024");
  expect(en.month("2024-05")).toBe("May 2024");
  expect(english(formatsFor("en-US")).date("2024-05-01T12:00:00")).toBe("May 1, 2024");
});

it("tells the time left in the unit that fits", () => {
  expect([20, 250, 7500].map(en.scan.left)).toEqual(["under a minute left", "4 min left", "2 h 5 min left"]);
});

it("keeps the machine's words off the screen", () => {
  const sentences: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string") sentences.push(value);
    else if (typeof value === "function") sentences.push(String(value));
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  collect(en);
  expect(sentences.length).toBeGreaterThan(140);
  const banned = /cluster|embedding|detection|threshold|inference/i;
  expect(sentences.filter((sentence) => banned.test(sentence))).toEqual([]);
});
