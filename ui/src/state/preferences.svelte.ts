import { languages, speak, type Language } from "../i18n";
import { peopleOrders, type PeopleOrder } from "../lib/peopleOrder";

type Size = { key: string; smallest: number; largest: number; usual: number };

export const faceSizes: Size = { key: "kith.faceSize", smallest: 72, largest: 240, usual: 128 };
export const photoSizes: Size = { key: "kith.photoSize", smallest: 96, largest: 320, usual: 176 };

function readSize({ key, smallest, largest, usual }: Size): number {
  const stored = Number(localStorage.getItem(key));
  return stored >= smallest && stored <= largest ? stored : usual;
}

function keepSize({ key, smallest, largest }: Size, size: number): number {
  const kept = Math.min(largest, Math.max(smallest, size));
  localStorage.setItem(key, String(kept));
  return kept;
}

const themeKey = "kith.theme";
const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

function readTheme(): Theme {
  const stored = localStorage.getItem(themeKey);
  return themes.find((theme) => theme === stored) ?? "system";
}

const languageKey = "kith.language";
type LanguageChoice = Language | "system";

function readLanguage(): LanguageChoice {
  const stored = localStorage.getItem(languageKey);
  return languages.find(({ language }) => language === stored)?.language ?? "system";
}

const orderKey = "kith.peopleOrder";

function readOrder(): PeopleOrder {
  const stored = localStorage.getItem(orderKey);
  return peopleOrders.find((order) => order === stored) ?? "name";
}

/** How this window is set up; a matter of taste, so it stays with the window and not in the library. */
export class Preferences {
  #faceSize = $state(readSize(faceSizes));
  #photoSize = $state(readSize(photoSizes));
  #theme = $state(readTheme());
  #language = $state(readLanguage());
  #peopleOrder = $state(readOrder());

  constructor() {
    show(this.#theme);
    speak(this.#language);
  }

  get language(): LanguageChoice {
    return this.#language;
  }

  set language(language: LanguageChoice) {
    this.#language = language;
    localStorage.setItem(languageKey, language);
    speak(language);
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    localStorage.setItem(themeKey, theme);
    show(theme);
  }

  get peopleOrder(): PeopleOrder {
    return this.#peopleOrder;
  }

  set peopleOrder(order: PeopleOrder) {
    this.#peopleOrder = order;
    localStorage.setItem(orderKey, order);
  }

  get faceSize(): number {
    return this.#faceSize;
  }

  set faceSize(size: number) {
    this.#faceSize = keepSize(faceSizes, size);
  }

  get photoSize(): number {
    return this.#photoSize;
  }

  set photoSize(size: number) {
    this.#photoSize = keepSize(photoSizes, size);
  }
}

/** The style sheet follows the system unless the root says otherwise. */
function show(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}
