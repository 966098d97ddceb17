import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** The list of photos and its filter. */
export function photos(formats: Formats) {
  const { number, date } = formats;
  const { photos } = nouns(formats);

  return {
    photoList: {
      title: "Photos",
      all: photos,
      some: (n: number, all: number) => `${number(n)} of ${photos(all)}`,
      undated: "Without a date",
      size: "Size of the photos",
      tile: (name: string, taken: string | null) => (taken === null ? name : `${name}, ${date(taken)}`),
      year: "Year…",
      goToYear: "Go to a year",
      yearCount: (year: string, n: number) => `${year} (${number(n)})`,
      undatedCount: (n: number) => `Without a date (${number(n)})`,
      filter: "Filter",
      search: "Search file names",
      add: "Add a person",
      leaveOut: "Without…",
      without: (name: string) => `without ${name}`,
      remove: (name: string) => `Remove ${name} from the filter`,
      conditions: "What the photos must show",
      gathering: {
        label: "How these people are together",
        together: (alone: boolean): string => (alone ? "With or without others" : "All of them together"),
        any: "Any of them",
        only: (alone: boolean): string => (alone ? "Nobody else" : "Only they, nobody else"),
      },
      suggested: "Count suggested faces too",
      clear: "Show all",
      faces: {
        label: "Faces in the photos",
        any: "Any faces",
        unnamed: "Faces without a name",
        nobody: "Nobody in them",
      },
      folder: "Folder…",
      folders: "Folders",
      chooseFolder: "Photos of which folder?",
      folderLabel: (name: string, n: number) => `${name}, ${photos(n)}`,
      none: "No photos yet",
      noneHint: "Add a folder, and its photos appear here by date.",
      looking: "Looking for photos…",
      lookingHint: "The first ones appear here while the scan runs.",
      noFit: "No photo fits",
      noFitHint: "Take something out of the filter, or show all photos again.",
      noFitConfirmed:
        "Only confirmed faces count. Let suggested ones count too, or take something out of the filter.",
    },
  };
}
