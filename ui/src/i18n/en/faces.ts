import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** A face, what can be done with it, and where it can be dragged. */
export function faces(formats: Formats) {
  const { number, date } = formats;
  const { faces } = nouns(formats);

  return {
    tile: {
      suggested: (name: string, certainty: string) => `${name}? Suggested, ${certainty}`,
      orElse: (what: string, name: string) => `${what}, or ${name}`,
      either: (name: string, other: string) => `${name} or ${other}`,
      confirmed: (name: string) => name,
      unknown: "Unknown face",
      ignored: "Ignored face",
      stranger: "Ignored stranger",
      notAFace: "Not a face",
      with: (what: string, taken: string | null) => (taken === null ? what : `${what}, ${date(taken)}`),
      yes: "Yes",
      no: "No",
      name: "Name",
      not: (name: string) => `Not ${name}`,
      size: "Size of the faces",
    },

    actions: {
      selected: (n: number) => `${number(n)} selected`,
      confirm: "Confirm",
      name: "Name…",
      not: (name: string | null) => (name === null ? "Not this person" : `Not ${name}`),
      notSure: "Not sure",
      ignore: "Ignore",
      notAFace: "Not a face",
      move: "Move to…",
      keyFace: "Use as picture",
      bringBack: "Bring back",
      preview: "Photo",
      clear: "Clear the selection",
      bar: "What to do with the selected faces",
    },

    drag: {
      faces,
      onto: (name: string) => `Drop: this is ${name}`,
      ontoNew: "Drop: a new person",
      ontoUnknown: "Drop: back to Unknown",
      ontoIgnored: "Drop: ignore",
      ontoFaces: (name: string, n: number) =>
        `Drop: ${n === 1 ? "this is" : `these ${faces(n)} are`} ${name}`,
      ontoPerson: (name: string, into: string) => `Drop: merge ${name} into ${into}`,
      cancelled: "Dragging cancelled",
    },
  };
}
