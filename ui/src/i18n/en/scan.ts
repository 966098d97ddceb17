import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** The scan. */
export function scan(formats: Formats) {
  const { number } = formats;
  const { count, faces, photos } = nouns(formats);

  return {
    scan: {
      title: "Scan",
      folders: "Folders",
      add: "Add folders…",
      noFolders: "No folder is chosen yet.",
      again: "Scan again",
      pause: "Pause",
      resume: "Resume",
      cancel: "Cancel",
      offline: "Not connected. Its names are kept.",
      listing: "Looking for photos",
      states: {
        running: "Looking for faces",
        paused: "Paused",
        finished: "Up to date",
        cancelled: "Scan cancelled",
        failed: "The scan stopped",
        interrupted: "The scan was interrupted",
      },
      progress: (done: number, total: number) => `${number(done)} of ${photos(total)}`,
      rate: (perSecond: number) => `${number(Math.round(perSecond * 10) / 10)} a second`,
      found: (n: number) => `${faces(n)} found`,
      summary: (inPhotos: number, n: number) => `${photos(inPhotos)} · ${faces(n)}`,
      left: (seconds: number) => {
        if (seconds < 60) return "under a minute left";
        if (seconds < 3600) return `${number(Math.round(seconds / 60))} min left`;
        return `${number(Math.floor(seconds / 3600))} h ${number(Math.round((seconds % 3600) / 60))} min left`;
      },
      unreadable: (n: number) => `${count(n, "file", "files")} not readable`,
      unreadableTitle: "Files that could not be read",
      unreadableHint:
        "They are left as they are. Everything else was scanned; repair or replace them and scan again.",
      bar: "Progress of the scan",
    },
  };
}
