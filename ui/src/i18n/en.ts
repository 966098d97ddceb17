import type { Certainty, Chance } from "../lib/certainty";
import { files } from "./files";
import { history } from "./history";
import { keywords } from "./keywords";
import type { Formats } from "./locale";
import { photo } from "./photo";
import { photoList } from "./photoList";
import { scan } from "./scan";
import { suggesting } from "./suggesting";

/** Every English sentence on the screen. Another language is another function of this shape. */
export function english(formats: Formats) {
  const { number, percent, date, moment, month, time, plural, list } = formats;
  const count = (n: number, one: string, other: string) => `${number(n)} ${plural(n, { one, other })}`;
  const faces = (n: number) => count(n, "face", "faces");
  const photos = (n: number) => count(n, "photo", "photos");
  const people = (n: number) => count(n, "person", "people");

  return {
    ...files(formats),
    number,
    percent,
    date,
    moment,
    time,
    month,
    list,
    faces,
    photos,

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

    home: {
      title: "People",
      subtitle: (named: number, all: number) => `${people(named)} · ${faces(all)}`,
      questionsHint: ({ named, all }: { named: number; all: number }) =>
        `${number(named)} of ${faces(all)} have a name`,
      toConfirm: (n: number) => `${number(n)} to confirm`,
      toConfirmHint: "Faces that look like people you have named",
      toName: (n: number) => `${faces(n)} without a name`,
      toNameHint: "Grouped, so that one name does for many",
      none: "Nobody has a name yet",
      noneHint: "Faces that look alike are put together. Name a group, and this page fills.",
      toGroups: "Show the groups",
    },

    person: {
      suggestedHeading: (certainty: Certainty) =>
        ({
          almostSure: "Suggested · almost sure",
          likely: "Suggested · likely",
          perhaps: "Suggested · perhaps",
        })[certainty],
      certainty: (certainty: Chance) =>
        ({ almostSure: "almost sure", likely: "likely", perhaps: "perhaps", possible: "less likely" })[
          certainty
        ],
      undated: "Without a date",
      faces: "Faces",
      noPhotos: "No photos yet",
      confirmAll: (n: number) => `Confirm all ${number(n)}`,
      rename: "Rename",
      merge: "Merge…",
      gone: "This person is no longer here",
      goneHint: "They were merged into somebody else, or the name was undone.",
      none: "No faces yet",
      noneHint: "Drag faces here, or name a group of unknown faces.",
      showAll: "All people",
      years: (from: string, to: string) => (from === to ? from : `${from} – ${to}`),
    },

    unknown: {
      title: "Unknown",
      subtitle: (groups: number, alone: number) =>
        list(
          [count(groups, "group", "groups"), `${faces(alone)} alone`].filter(
            (_, at) => at === 0 || alone > 0,
          ),
        ),
      groups: "Groups",
      alone: "Alone",
      who: "Who is this?",
      open: (n: number) => `Open the group of ${faces(n)}`,
      groupLabel: (n: number) => `Group of ${faces(n)}`,
      more: (n: number) => `+${number(n)}`,
      none: "Every face has a name",
      noneHint: "New faces appear here as soon as a scan finds them.",
      looking: "Looking for faces…",
      lookingHint: "The first groups appear here while the scan runs. You can start to name them at once.",
      noFaces: "No faces found",
      noFacesHint: (n: number) => `${photos(n)} were read and none shows a face.`,
    },

    group: {
      title: "Who is this?",
      subtitle: (n: number) => `${faces(n)} that look alike`,
      gone: "This group is empty now",
      goneHint: "Its faces have a name, or moved to another group.",
      toUnknown: "All unknown faces",
      nameAll: "Name the whole group",
    },

    review: {
      title: "Unconfirmed",
      subtitle: (n: number) => `${number(n)} suggested. Nothing counts until you confirm it.`,
      later: "Not sure",
      none: "Nothing to confirm",
      noneHint: "Name a few more faces, and new suggestions appear here.",
    },

    questions: {
      title: "Questions",
      left: (n: number) => count(n, "question", "questions"),
      subtitle: (n: number, brief: boolean) =>
        `${count(n, "question", "questions")}${brief ? "" : " · The most useful ones first"}`,
      named: (named: number, all: number) => `${number(named)} of ${faces(all)} named`,
      goal: (answers: number, share: number) =>
        `${count(answers, "answer brings", "answers bring")} ${percent(share)}`,
      coverage: "Faces that have a name",
      whoAreThey: (n: number) => `Who are these ${faces(n)}?`,
      arePerson: (n: number, name: string) => `Are these ${faces(n)} ${name}?`,
      isPerson: (name: string) => `Is this ${name}?`,
      areOne: "Are these two groups one person?",
      sure: (chance: Chance) =>
        ({
          almostSure: "Almost sure",
          likely: "Likely",
          perhaps: "Perhaps",
          possible: "Possible, but far from sure",
        })[chance],
      orElse: (name: string, certainty: string) => `It may also be ${name} (${certainty}).`,
      theseFaces: (n: number) => faces(n),
      thisFace: "This face",
      more: (n: number) => `+${number(n)}`,
      yes: "Yes",
      no: "No",
      nobody: "Nobody I know",
      later: "Not sure",
      ignore: "Ignore",
      answers: "Answers",
      none: "Nothing left to ask",
      noneHint:
        "Faces that are alone wait in Unknown. New questions come as soon as there is something worth asking.",
      toUnknown: "Show unknown faces",
    },

    photoList: photoList({ number, date, photos }),
    keywords,
    suggesting: suggesting({ number, faces }),

    ignored: {
      title: "Ignored",
      subtitle: (n: number) => `${faces(n)} that you do not want to see elsewhere`,
      none: "Nothing is ignored",
      noneHint: "Strangers and things that are not faces come here when you press I or F on them.",
      heading: "Ignored",
      strangers: "Strangers",
      notAFace: "Not a face",
    },

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
      bringBack: "Bring back",
      preview: "Photo",
      clear: "Clear the selection",
      bar: "What to do with the selected faces",
    },

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

    photo: photo(faces),

    scan: scan({ number, faces, photos, count }),

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

    toast: {
      confirm: (n: number, name: string | null) =>
        name === null ? `${number(n)} confirmed` : `${number(n)} confirmed as ${name}`,
      reject: (n: number, name: string | null) =>
        name === null ? `${number(n)} rejected` : `${number(n)} not ${name}`,
      ignore: (n: number) => `${number(n)} ignored`,
      notAFace: (n: number) => `${number(n)} not a face`,
      clear: (n: number) => `${number(n)} back to Unknown`,
      stranger: (n: number) => (n === 1 ? "1 ignored as a stranger" : `${number(n)} ignored as strangers`),
      later: (n: number) => `Not sure about ${faces(n)}; you will not be asked again`,
      same: "Marked as one person",
      different: "Marked as two people",
      unsure: "Not sure; you will not be asked again",
      rename: (name: string) => `Renamed to ${name}`,
      merge: (name: string, into: string) => `${name} merged into ${into}`,
      draw: (name: string | null) => (name === null ? "1 face drawn" : `1 face drawn: ${name}`),
      place: (n: number) => `${count(n, "box", "boxes")} changed`,
      nothingNew: "That is so already",
      undone: (what: string) => `Undone: ${what}`,
      redone: (what: string) => `Done again: ${what}`,
      undo: "Undo",
      dismiss: "Dismiss",
      nothingToUndo: "There is nothing to undo",
      nothingToRedo: "There is nothing to do again",
    },

    steps: {
      confirm: (n: number) => `${count(n, "face", "faces")} confirmed`,
      reject: (n: number) => `${count(n, "suggestion", "suggestions")} rejected`,
      ignore: (n: number) => `${faces(n)} ignored`,
      notAFace: (n: number) => `${count(n, "mark", "marks")} “not a face”`,
      clear: (n: number) => `${faces(n)} moved to Unknown`,
      stranger: (n: number) => `${count(n, "stranger", "strangers")} ignored`,
      later: (n: number) => `${faces(n)} put off`,
      same: () => "“one person”",
      different: () => "“two people”",
      unsure: () => "“not sure”",
      rename: () => "renaming",
      merge: () => "merging",
      draw: () => "1 face drawn",
      place: (n: number) => `${count(n, "box", "boxes")} changed`,
      addKeyword: (n: number) => `${count(n, "keyword", "keywords")} added`,
      removeKeyword: (n: number) => `${count(n, "keyword", "keywords")} taken out`,
      settle: (n: number) => `${count(n, "contradiction", "contradictions")} settled`,
      import: (n: number) => `${count(n, "word", "words")} of files taken in`,
      other: (n: number) => count(n, "change", "changes"),
    },

    history: history(faces, list),

    errors: {
      nameTaken: (name: string) =>
        `There is already somebody called ${name}. Merge the two, or add a last name.`,
      invalidName: {
        empty: "A name needs at least one letter.",
        reserved: "Unknown, Unconfirmed and Ignored are names of lists. Choose another name.",
        control: "A name is one line of ordinary letters. Choose another name.",
      },
      twiceInPhoto: (name: string) => `${name} is already in that photo.`,
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
  };
}

export type Messages = ReturnType<typeof english>;
