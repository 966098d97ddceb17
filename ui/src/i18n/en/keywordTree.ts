import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** The page of all keywords, and what is said of one in all photos. */
export function keywordTree(formats: Formats) {
  const { count, photos } = nouns(formats);
  const keywords = (n: number) => count(n, "keyword", "keywords");

  return {
    keywordTree: {
      title: "Keywords",
      subtitle: keywords,
      search: "Search keywords",
      found: (n: number) => `${keywords(n)} found`,
      noMatch: (typed: string) => `There is no keyword “${typed}”.`,
      none: "No keywords yet",
      noneHint:
        "Open a photo and add one, such as Places/Rome. Keywords that other programs wrote into your photos appear here too.",
      toPhotos: "Go to the photos",
      back: "All photos",
      unfoldAll: "Unfold all",
      foldAll: "Fold all",
      label: (word: string, n: number) => `${word}, ${photos(n)}`,
      unfold: (word: string) => `Unfold ${word}`,
      fold: (word: string) => `Fold ${word}`,
      more: (word: string) => `What to do with ${word}`,
      show: "Show photos",
      rename: "Rename or move…",
      delete: "Delete…",

      renameTitle: (path: string) => `Rename or move “${path}”`,
      place: "Lies below",
      top: "Nothing: at the top",
      choosePlace: "Choose another place",
      placeHint: "Keyword to put it below",
      placeBelow: (path: string) => `Put it below a new keyword “${path}”`,
      effect: (n: number, below: number) =>
        below === 0
          ? `${photos(n)} will change.`
          : `${photos(n)} will change. ${keywords(below)} below it ${below === 1 ? "moves" : "move"} along.`,
      taken: (to: string) => `There is a keyword “${to}” already.`,
      mergeEffect: (n: number, from: string, to: string) =>
        `${photos(n)} with “${from}” will get “${to}” instead.`,
      onlyCase: "Capital and small letters make no other keyword.",
      save: "Save",
      merge: "Merge the two",

      deleteTitle: (path: string) => `Delete “${path}” from all photos?`,
      deleteEffect: (n: number, below: number) =>
        below === 0
          ? `${photos(n)} will lose this keyword. The photos themselves stay.`
          : `${photos(n)} will lose this keyword or ${below === 1 ? "the one" : `one of the ${keywords(below)}`} below it. The photos themselves stay.`,
      deleteFrom: (n: number) => `Delete from ${photos(n)}`,
      undoHint: "Undo brings everything back in one step.",

      renamed: (from: string, to: string) => `Keyword ${from} is now ${to}`,
      merged: (from: string, to: string) => `Keyword ${from} merged into ${to}`,
      deleted: (path: string) => `Keyword deleted: ${path}`,

      onto: (path: string, n: number) => (n === 1 ? `Give it ${path}` : `Give ${photos(n)} ${path}`),
      dropHint: "Let go on a keyword",
      errors: {
        taken: (path: string) => `There is already a keyword ${path}. Choose another name, or merge the two.`,
        belowItself: (path: string) => `${path} cannot lie below itself.`,
        tooDeep: (path: string) => `What lies below ${path} would lie too deep.`,
      },
    },
  };
}
