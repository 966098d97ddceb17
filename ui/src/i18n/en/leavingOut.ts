import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** What is left out of the library, and how much of it is scanned. */
export function leavingOut(formats: Formats) {
  const { photos } = nouns(formats);

  return {
    leavingOut: {
      title: "Left out",
      hint: "This is neither scanned nor shown. What you said of the photos in it is kept and comes back with them.",
      takeIn: "Take in again",
      takeInNamed: (path: string) => `Take ${path} in again`,
      actions: (path: string) => `What to do with ${path}`,
      choose: "Leave a folder out…",
      chooseTitle: "Which folder shall be left out?",
      chooseHint:
        "It is no longer scanned or shown, with all that lies in it. Nothing you said is lost, and it can be taken in again.",
      folder: "Leave this folder out",
      photo: (n: number): string => (n === 1 ? "Leave this photo out" : "Leave these photos out"),
      show: "Show its photos",
      out: (path: string | null) => (path === null ? "Left out" : `Left out: ${path}`),
      in: (path: string | null) => (path === null ? "Taken in again" : `Taken in again: ${path}`),
    },

    scanAll: {
      newHere: "Scan this folder again",
      all: "Look at all photos again…",
      allHere: "Look at all its photos again…",
      title: "Look at all photos again?",
      titleIn: "Look at all photos of this folder again?",
      hint: "“Scan again” looks only at what is new or was changed. This looks for faces in every photo once more, which takes as long as the first time.",
      kept: "Nothing that you confirmed, rejected or ignored is lost.",
      start: (n: number) => `Look at ${photos(n)} again`,
    },
  };
}
