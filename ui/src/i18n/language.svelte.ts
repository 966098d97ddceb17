import { german } from "./de";
import { english, type Messages } from "./en";
import { formatsFor, pickLanguage, pickLocale, type Formats } from "./locale";

type Catalogue = {
  /** What the language calls itself. */
  name: string;
  direction: "ltr" | "rtl";
  sentences(formats: Formats): Messages;
};

/** Another language is a folder beside `en` and a line here. */
const catalogues = {
  en: { name: "English", direction: "ltr", sentences: english },
  de: { name: "Deutsch", direction: "ltr", sentences: german },
} satisfies Record<string, Catalogue>;

export type Language = keyof typeof catalogues;
const known = Object.keys(catalogues) as Language[];

export const languages: readonly { language: Language; name: string }[] = known.map((language) => ({
  language,
  name: catalogues[language].name,
}));

const inSystem = (): Language => pickLanguage(known, navigator.languages) ?? "en";

function sentencesIn(language: Language): Messages {
  return catalogues[language].sentences(formatsFor(pickLocale(language, navigator.languages)));
}

let spoken = $state.raw(sentencesIn(inSystem()));

/** The sentences in the language that is spoken. Whatever shows one follows when that changes. */
export const m: Messages = new Proxy({} as Messages, {
  get: (_target, part) => Reflect.get(spoken, part) as unknown,
});

/** Changes the language of the page: to that of the system, or to a certain one. */
export function speak(choice: Language | "system"): void {
  const language = choice === "system" ? inSystem() : choice;
  spoken = sentencesIn(language);
  document.documentElement.lang = language;
  document.documentElement.dir = catalogues[language].direction;
}
