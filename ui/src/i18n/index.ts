import { english, type Messages } from "./en";
import { formatsFor, pickLocale } from "./locale";

export type { Messages } from "./en";

const catalogues = { en: english };

function load(wanted: readonly string[]): Messages {
  const language = (Object.keys(catalogues) as (keyof typeof catalogues)[]).find((known) =>
    wanted.some((tag) => tag.toLowerCase().startsWith(known)),
  );
  const chosen = language ?? "en";
  return catalogues[chosen](formatsFor(pickLocale(chosen, wanted)));
}

/** The sentences in the reader's language, or in English. */
export const m: Messages = load(navigator.languages);
