import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** Several photos at once, and their copies. */
export function photoSelection(formats: Formats) {
  const { number } = formats;
  const { files, photos } = nouns(formats);

  return {
    photoSelection: {
      bar: "What to do with the selected photos",
      keywords: "Keywords…",
      copy: "Copy files…",
      show: "Show in folder",
      help: "Keywords of the selected photos",
      keywordsOf: (n: number) => `Keywords of ${photos(n)}`,
      keywordsOfOne: (name: string) => `Keywords of ${name}`,
      addToAll: (n: number) => `Add a keyword to ${photos(n)}`,
      takeOut: "Take out",
      removeFrom: (path: string, n: number) => `Take ${path} out of ${photos(n)}`,
      notShown: (path: string) => `The file manager did not open. The photo is ${path}.`,
    },

    copies: {
      title: "Copying photos",
      progress: (done: number, total: number) => `${number(done)} of ${number(total)}`,
      bar: "Progress of the copying",
      stop: "Stop",
      done: (n: number, beside: number, folder: string) =>
        beside === 0
          ? `${photos(n)} copied to ${folder}`
          : `${photos(n)} and ${files(beside)} beside them copied to ${folder}`,
      stopped: (n: number, folder: string) => `Stopped: ${photos(n)} copied to ${folder}`,
      failed: (n: number) => `${photos(n)} could not be copied`,
      others: (n: number, folder: string) => `${photos(n)} copied to ${folder}.`,
      missing: "The file is not there. Its drive may not be connected.",
      unknown: "A photo that is no longer in the library",
    },
  };
}
