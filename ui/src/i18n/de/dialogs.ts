import type { dialogs as english } from "../en/dialogs";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function dialogs(formats: Formats): ReturnType<typeof english> {
  const { plural } = formats;
  const { faces } = nouns(formats);

  return {
    name: {
      title: (n) => (n === 1 ? "Wer ist das?" : `Zu wem gehören diese ${faces(n)}?`),
      field: "Name",
      placeholder: "Namen eingeben",
      create: (name) => `Neue Person „${name}“`,
    },

    move: {
      title: (n) => `${faces(n)} verschieben\u00a0…`,
      placeholder: "Name, Unbekannt oder Ignoriert",
    },

    rename: {
      title: (name) => `${name} umbenennen`,
      field: "Neuer Name",
      save: "Umbenennen",
      taken: (name) => `Es gibt schon jemanden namens ${name}. Ist das dieselbe Person?`,
      merge: (name) => `Mit ${name} zusammenführen`,
    },

    merge: {
      title: (name) => `${name} zusammenführen mit\u00a0…`,
      confirm: (name, into) => `${name} mit ${into} zusammenführen?`,
      effect: (name, into, n) =>
        `${faces(n)} von ${name} ${plural(n, { one: "gehört", other: "gehören" })} dann zu ${into}. Du kannst das jederzeit rückgängig machen.`,
      save: "Zusammenführen",
      placeholder: "Namen eingeben",
    },

    twice: {
      title: (name) => `${name} ist schon auf diesem Foto`,
      text: (name) =>
        `${name} wäre auf einem Foto zweimal zu sehen. Das kommt bei Spiegeln und Collagen vor; sonst gehört eines der Gesichter jemand anderem.`,
      both: (name) => `Beide sind ${name}`,
      moveHere: "Namen hierher verschieben",
      leaveOut: "Dieses Foto auslassen",
      forAll: "Dasselbe für alle weiteren Fotos",
      already: "schon da",
      added: "neu",
    },
  };
}
