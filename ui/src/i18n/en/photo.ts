import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** An open photo and its keywords. */
export function photo(formats: Formats) {
  const { faces, photos } = nouns(formats);

  return {
    photo: {
      title: "Photo",
      play: "Play as a slideshow",
      pause: "Stop the slideshow",
      playHelp: "Slideshow, in a photo",
      previous: "Previous photo",
      next: "Next photo",
      enlarge: "Larger",
      close: "Close the photo",
      people: "In this photo",
      strangers: (n: number) =>
        n === 1
          ? "Ignore the unknown face as a stranger"
          : `Ignore all ${faces(n)} without a name as strangers`,
      nobody: "No face was found in this photo.",
      unknown: "Unknown",
      ignored: "Ignored",
      maybe: (name: string) => `${name}?`,
      undated: "No date",
      alt: (path: string) => `The photo ${path}`,
      broken: "The photo cannot be shown. Its drive may be offline.",
      draw: "Draw a face",
      drawHint: (name: string | null) =>
        name === null ? "Drag over the face." : `Drag over the face of ${name}.`,
      named: "In this photo, no face yet",
      namedDetail: "In this photo",
      place: (name: string) => `Give ${name} a face`,
      placeHint: (name: string) => `Click the face of ${name}, or draw it.`,
      drawKeys: "Arrow keys move the box, with Shift they resize it. Enter goes on.",
      stopDrawing: "Stop drawing",
      draft: "New face",
      box: (name: string) => `${name}, the box is selected`,
      boxHint: "Drag the box or its handles.",
      boxKeys: "Arrow keys move it, with Shift they resize it.",
      who: "Who is this?",
      nobodyYet: "No name yet",
    },

    keywords: {
      title: "Keywords",
      /** A keyword with everything above it, the outermost first. */
      path: (parts: readonly string[]) => parts.join(" › "),
      show: (path: string) => `Show all photos with ${path}`,
      add: "Add a keyword",
      addToPhoto: "Add a keyword to this photo",
      addHint: "Add a keyword, or Places/Rome",
      create: (path: string) => `Add “${path}”`,
      remove: (path: string) => `Take ${path} out of this photo`,
      added: (path: string, n: number) =>
        n === 1 ? `Keyword added: ${path}` : `Keyword added to ${photos(n)}: ${path}`,
      removed: (path: string, n: number) =>
        n === 1 ? `Keyword taken out: ${path}` : `Keyword taken out of ${photos(n)}: ${path}`,
    },
  };
}
