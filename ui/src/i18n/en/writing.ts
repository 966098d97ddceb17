import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** What is written into files, and what they contradict. */
export function writing(formats: Formats) {
  const { number, plural } = formats;
  const { count, photos, files } = nouns(formats);

  return {
    writing: {
      title: "To be written",
      waiting: (n: number) => `${files(n)} ${plural(n, { one: "waits", other: "wait" })} to be written`,
      none: "Every file says what Kith knows.",
      toWrite: (n: number) => `${number(n)} to write`,
      notWritten: (n: number) => `${number(n)} not written`,
      show: "Show what would change",
      hide: "Hide what would change",
      now: "Write now",
      cancel: "Stop",
      running: (done: number, total: number) => `${number(done)} of ${files(total)}`,
      begins: "Beginning…",
      bar: "Progress of the writing",
      done: (written: number, stopped: number) =>
        stopped === 0
          ? `${files(written)} written.`
          : `${files(written)} written, ${number(stopped)} could not be.`,
      away: (n: number) =>
        `${files(n)} ${plural(n, { one: "waits", other: "wait" })} for a drive that went away.`,
      ends: {
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
      stopped: (n: number) => `${files(n)} could not be written`,
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
  };
}
