import { expect, it } from "vitest";
import { german } from "./de";
import { english } from "./en";
import { leaves } from "./leaves";
import { formatsFor } from "./locale";

const formats = formatsFor("en");
const own = new Set<string>(Object.keys(formats));
const said = (catalogue: object) => leaves(catalogue).filter(([path]) => !own.has(path));
const en = said(english(formats));
const de = new Map(said(german(formats)));

/** What is the same word in both languages, or a name. */
const same = new Set([
  "app.name",
  "keys.Esc",
  "name.field",
  "nav.scan",
  "photoList.filter",
  "scan.pause",
  "scan.title",
  "settings.systemLanguage",
  "writing.into",
]);

/** The words of a sentence, without what is put into it. */
function wordsOf(sentence: unknown): string {
  if (typeof sentence === "string") return sentence;
  const texts = String(sentence)
    .replace(/\$\{[^}]*\}/g, " ")
    .match(/"[^"]*"|`[^`]*`/g);
  return (texts ?? []).join(" ").replace(/["`]/g, "");
}

it("has the same sentences in both languages, asked for in the same way", () => {
  const shape = (sentence: unknown) =>
    typeof sentence === "function" ? `of ${sentence.length}` : typeof sentence;
  const shapes = (all: Iterable<[string, unknown]>) =>
    [...all].map(([path, it]) => `${path}: ${shape(it)}`).sort();
  expect(en.length).toBeGreaterThan(380);
  expect(shapes(de)).toEqual(shapes(en));
});

it("leaves no sentence empty", () => {
  expect(
    [...en, ...de].filter(([, sentence]) => typeof sentence === "string" && sentence.trim() === ""),
  ).toEqual([]);
});

it("leaves nothing in English", () => {
  const equal = en.filter(([path, sentence]) => {
    const words = wordsOf(sentence);
    return /\p{L}{2}/u.test(words) && words === wordsOf(de.get(path));
  });
  expect(equal.map(([path]) => path).sort()).toEqual([...same].sort());
});

it("quotes as each language does", () => {
  const texts = (all: Iterable<[string, unknown]>) =>
    [...all].map(([, sentence]) => String(sentence)).join("\n");
  const count = (text: string, mark: string) => text.split(mark).length - 1;
  const [english, german] = [texts(en), texts(de)];
  expect(count(english, "„")).toBe(0);
  expect(count(english, "“")).toBe(count(english, "”"));
  expect(count(german, "”")).toBe(0);
  expect(count(german, "“")).toBe(count(german, "„"));
  expect(count(german, "„")).toBeGreaterThan(5);
});
