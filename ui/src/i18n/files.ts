import type { Formats } from "./locale";

/** The sentences about files: what is written, what they contradict, and what other programs know. */
export function files({ number, plural }: Formats) {
  const count = (n: number, one: string, other: string) => `${number(n)} ${plural(n, { one, other })}`;
  const inFiles = (n: number) => count(n, "file", "files");
  const photos = (n: number) => count(n, "photo", "photos");

  return {
    start: {
      step: (step: number, of: number) => `Step ${number(step)} of ${number(of)}`,
      next: "Continue",
      title: "Who is in your photos?",
      text: "Kith finds every face in the folders that you choose and puts the ones that look alike together. You say who they are, and Kith finds them everywhere else.",
      promises: [
        "Everything happens on this device. Kith never goes online.",
        "Looking for faces only reads your photos.",
        "You can take back everything that you say, at any time.",
      ],
      namesTitle: "Where should the names be?",
      namesText:
        "You can change this at any time in the settings. Only the names of confirmed faces are written, and keywords that you change.",
      photosTitle: "Where are your photos?",
      photosText: "Kith looks for faces in the folders that you choose here, and nowhere else.",
      pictures: "All my pictures",
      noPictures: "Your system names no folder for pictures",
      choose: "Choose folders…",
      chooseHint: "One or several, also on other drives",
      later: "Not now",
      laterHint: "Look around first",
    },

    keeping: {
      label: "Where names are kept",
      kith: {
        title: "Keep names in Kith only",
        text: "Your photos and their folders stay as they are. Other programs do not see the names.",
      },
      beside: {
        title: "Write a small file beside each photo",
        text: "A file such as IMG_1234.jpg.xmp holds the names, and the photo stays as it is. Programs that know such files read them, digiKam for one.",
      },
      inside: {
        title: "Write into the photos",
        text: "The names go wherever the photo goes, and most programs that show people read them there. The picture itself is not touched. Only JPEG, PNG and WebP; other photos get a file beside them.",
      },
    },

    settings: {
      title: "Settings",
      subtitle: "Names in your photos, appearance, other programs",
      names: "Names in your photos",
      namesHint:
        "Only the names of confirmed faces are written: yours, and those that Kith read in files. Keywords that you change in a photo go the same way.",
      keepDates: "Keep the dates of files",
      keepDatesHint:
        "The file keeps the time at which it was last changed. Backup programs may then not notice the new names.",
      peopleAsKeywords: "Names as keywords too",
      peopleAsKeywordsHint:
        "Anna becomes the keyword People/Anna as well, for programs that find people by their keywords. digiKam writes names this way too.",
      automatic: "Write by itself",
      automaticHint:
        "Half a minute after you last said something, and when you close Kith. Otherwise only when you press Write now.",
      appearance: "Appearance",
      themes: { system: "Like the system", light: "Light", dark: "Dark" },
    },

    writing: {
      title: "To be written",
      waiting: (n: number) => `${inFiles(n)} ${plural(n, { one: "waits", other: "wait" })} to be written`,
      none: "Every file says what Kith knows.",
      toWrite: (n: number) => `${number(n)} to write`,
      notWritten: (n: number) => `${number(n)} not written`,
      show: "Show what would change",
      hide: "Hide what would change",
      now: "Write now",
      cancel: "Stop",
      running: (done: number, total: number) => `${number(done)} of ${inFiles(total)}`,
      begins: "Beginning…",
      bar: "Progress of the writing",
      done: (written: number, stopped: number) =>
        stopped === 0
          ? `${inFiles(written)} written.`
          : `${inFiles(written)} written, ${number(stopped)} could not be.`,
      away: (n: number) =>
        `${inFiles(n)} ${plural(n, { one: "waits", other: "wait" })} for a drive that went away.`,
      ends: {
        finished: "",
        cancelled: "Stopped. The other files wait.",
        busy: "The library was busy with something else. The other files wait.",
        failed: "Something went wrong, and the other files wait. The log of Kith says what it was.",
      },
      list: "What would change",
      looking: "Looking at the files…",
      more: (n: number) => `Show more (${number(n)} left)`,
      into: (target: string) => `in ${target}`,
      changes: {
        added: (name: string) => `${name} is added`,
        removed: (name: string) => `${name} is taken out`,
        renamed: (from: string, to: string) => `${from} becomes ${to}`,
        moved: (name: string) => `the box around ${name} changes`,
        keywordAdded: (path: string) => `keyword ${path} is added`,
        keywordRemoved: (path: string) => `keyword ${path} is taken out`,
      },
      same: "says it already",
      stopped: (n: number) => `${inFiles(n)} could not be written`,
      retry: "Try again",
      retryFor: (path: string) => `Try again: ${path}`,
      retryAll: "Try all again",
      beside: "Write a file beside it",
      besideFor: (path: string) => `Write a file beside it: ${path}`,
      besideAll: (n: number) => `Write files beside ${photos(n)}`,
      obstacles: {
        contradiction: "It says something else than you.",
        damaged: "What it says of itself is damaged. Kith leaves it as it is.",
        unsupported: "It could not be changed without harm. Kith leaves it as it is.",
        tooLarge: "It says far more of itself than any photo. Kith leaves it as it is.",
        readOnly: "The file or its folder must not be written.",
        diskFull: "The disk is full.",
        changed: "Another program changed it at that moment.",
        anotherPhoto: "It changed since it was scanned. Scan it again first.",
        linked: "It has several names on the disk, and only one of them would get the names.",
        brokenLink: "A link lies in its place that leads nowhere. Kith leaves it as it is.",
        attributes: "Its owner or its attributes could not be kept.",
        unproven: "What was written could not be read back. The old file is still there.",
        missing: "It is not there any more.",
        unreadable: "It cannot be read.",
        stumbled: "Kith stumbled over it. The file is as it was.",
        system: "The system did not let it happen.",
        away: "Its drive is not connected. It waits for it.",
        unknown: "It could not be written the last time.",
      },
      settle: "Settle it",
    },

    contradictions: {
      title: "Contradictions",
      subtitle: (n: number) =>
        `${count(n, "face", "faces")} of which a file says something else than you. Nothing is changed before you decide.`,
      kinds: {
        otherName: {
          title: "Another name",
          text: "The file names somebody else than you did.",
        },
        nameGone: {
          title: "The name is gone",
          text: "Another program took the name out of the file. You had confirmed it.",
        },
        noName: {
          title: "A name that you did not give",
          text: "The file names a face that you ignored, or of which you said that it is not this person.",
        },
      },
      kith: "You said",
      file: "The file says",
      program: "The other program says",
      nobody: "Nobody any more",
      noOne: "No name",
      keep: "Keep Kith’s",
      take: "Take the file’s",
      keepAll: (n: number) => `Keep Kith’s for all ${number(n)}`,
      takeAll: (n: number) => `Take the files’ for all ${number(n)}`,
      what: (button: string, path: string) => `${button}: ${path}`,
      kept: (n: number) => `What you said stays for ${count(n, "face", "faces")}`,
      taken: (n: number) => `What the files say holds for ${count(n, "face", "faces")}`,
      photo: "Show the photo",
      more: (n: number) => `Show more (${number(n)} left)`,
      none: "No contradictions",
      noneHint: "Files say the same as you, or nothing.",
    },

    exchange: {
      importTitle: "Take in people",
      importHint: "Names from another program for the photos that Kith knows, as one step that you can undo.",
      picasa: "From Picasa…",
      picasaHint: "The folder of your photos, in which Picasa left its files.",
      digikam: "From digiKam…",
      digikamHint: "The database digikam4.db, most often in your pictures folder.",
      busy: "Taking in names…",
      bar: "Progress of taking in names",
      photos: (done: number, total: number) => `${number(done)} of ${photos(total)}`,
      taken: (n: number, inPhotos: number) =>
        `${count(n, "name or face", "names and faces")} taken in, from ${photos(inPhotos)}.`,
      nothing: "Nothing new was found for the photos that Kith knows.",
      conflicts: (n: number) =>
        `${count(n, "face is", "faces are")} named otherwise than you did. ${plural(n, { one: "It waits", other: "They wait" })} in Contradictions.`,
      missing: (n: number) => `${photos(n)} ${plural(n, { one: "is", other: "are" })} not in Kith.`,
      exportTitle: "Give out people and faces",
      exportHint:
        "All names and faces with their photos and places, for your own use and for other programs.",
      json: "As JSON…",
      csv: "As a table (CSV)…",
      exported: (n: number, path: string) => `${count(n, "line", "lines")} written to ${path}`,
    },
  };
}
