import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** The settings, and the exchange with other programs. */
export function settings(formats: Formats) {
  const { number, plural } = formats;
  const { count, photos } = nouns(formats);

  return {
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
      language: "Language",
      /** As the only language without a name of its own. */
      systemLanguage: "System",
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
