import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** The small dialogs about people. */
export function dialogs(formats: Formats) {
  const { faces } = nouns(formats);

  return {
    name: {
      title: (n: number) => (n === 1 ? "Who is this?" : `Who are these ${faces(n)}?`),
      field: "Name",
      placeholder: "Type a name",
      create: (name: string) => `New person “${name}”`,
    },

    move: {
      title: (n: number) => `Move ${faces(n)} to…`,
      placeholder: "Type a name, Unknown or Ignored",
    },

    rename: {
      title: (name: string) => `Rename ${name}`,
      field: "New name",
      save: "Rename",
      taken: (name: string) => `There is already somebody called ${name}. Are they the same person?`,
      merge: (name: string) => `Merge into ${name}`,
    },

    merge: {
      title: (name: string) => `Merge ${name} into…`,
      confirm: (name: string, into: string) => `Merge ${name} into ${into}?`,
      effect: (name: string, into: string, n: number) =>
        `${faces(n)} of ${name} become ${into}. You can undo this at any time.`,
      save: "Merge",
      placeholder: "Type a name",
    },

    twice: {
      title: (name: string) => `${name} is already in this photo`,
      text: (name: string) =>
        `One photo would show ${name} twice. That happens with mirrors and collages; otherwise one of them is somebody else.`,
      both: (name: string) => `Both are ${name}`,
      moveHere: "Move the name here",
      leaveOut: "Leave this photo out",
      forAll: "The same for all further photos",
      already: "already",
      added: "new",
    },
  };
}
