import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** The frame around all pages, and what may go wrong anywhere. */
export function app(formats: Formats) {
  const { number } = formats;
  const { faces } = nouns(formats);

  return {
    app: {
      name: "Kith",
      close: "Close",
      cancel: "Cancel",
      back: "Back",
      undo: "Undo",
      redo: "Redo",
      help: "Keys",
    },

    nav: {
      label: "People",
      main: "Main",
      people: "People",
      review: "Review",
      photos: "Photos",
      keywords: "Keywords",
      scan: "Scan",
      search: "Search people",
      noMatch: (typed: string) => `Nobody here is called “${typed}”.`,
      unknown: "Unknown",
      unconfirmed: "Unconfirmed",
      ignored: "Ignored",
      questions: "Questions",
      contradictions: "Contradictions",
      settings: "Settings",
      newPerson: "New person…",
      noPeople: "Nobody has a name yet. Open Unknown and name a group.",
      confirmedCount: (n: number) => `${faces(n)} confirmed`,
      suggestedCount: (n: number) => `${number(n)} suggested`,
    },

    /** Keys that have a name; the others are what stands on them. */
    keys: {
      Enter: "Enter",
      Space: "Space",
      Shift: "Shift",
      Ctrl: "Ctrl",
      Esc: "Esc",
      Delete: "Del",
    },

    help: {
      title: "Keys",
      move: "Move",
      extend: "Select more",
      all: "Select all",
      confirm: "Confirm; on an unknown face, name it",
      reject: "Not this person",
      notSure: "Not sure: do not ask again",
      ignore: "Ignore",
      notAFace: "Not a face",
      name: "Name…",
      moveTo: "Move to…",
      draw: "Draw a face on the photo",
      box: "Move the selected box; with Shift, resize it",
      undo: "Undo, redo",
      preview: "Show the photo",
      history: "History of what you decided",
      search: "Search",
      back: "One step back",
      helpKey: "This list",
    },

    errors: {
      nameTaken: (name: string) =>
        `There is already somebody called ${name}. Merge the two, or add a last name.`,
      invalidName: {
        empty: "A name needs at least one letter.",
        reserved: "Unknown, Unconfirmed and Ignored are names of lists. Choose another name.",
        control: "A name is one line of ordinary letters. Choose another name.",
      },
      invalidDate: {
        form: (date: string) => `“${date}” is no date. A year, a month or a day is one.`,
        year: (date: string) => `“${date}” is no date: Kith knows no year before 1000.`,
        month: (date: string) => `“${date}” is no date: there is no such month.`,
        day: (date: string) => `“${date}” is no date: that month has no such day.`,
      },
      twiceInPhoto: (name: string) => `${name} is already in that photo.`,
      notConfirmed: (person: string) => `Only a face that is confirmed as ${person} can be their picture.`,
      notFound: "That is no longer here. The list has been read again.",
      busy: {
        scanning: "A scan is running. Wait until it ends, or stop it first.",
        writing: "Names are being written to files. Wait until that ends, or stop it in the settings.",
        importing: "Names of another program are being taken in. Wait until that ends.",
        erasing: "The faces of this library are being erased.",
      },
      folderUnreadable: (path: string) =>
        `The folder ${path} cannot be read. Check that it exists and that you may open it, then choose it again.`,
      fileUnreadable: (path: string, reason: string) =>
        `${path} cannot be read: ${reason}. Choose another file.`,
      fileUnwritable: (path: string, reason: string) =>
        `${path} cannot be written: ${reason}. Choose another place.`,
      internal: (report: string) =>
        report === ""
          ? "Something went wrong inside Kith. Nothing was changed; try again."
          : `Something went wrong inside Kith (report ${report}). Nothing was changed; try again.`,
    },
  };
}
