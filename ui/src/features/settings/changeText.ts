import { m } from "../../i18n";
import type { InFiles } from "../../state/inFiles.svelte";

type File = NonNullable<InFiles["looked"]>["items"][number];

/** What would change in a file, a sentence each; or why nothing would. */
export function changesOf(file: File): string[] {
  if (file.obstacle !== null) return [m.writing.obstacles[file.obstacle]];
  if (file.changes.length === 0) return [m.writing.same];
  return file.changes.map((change) => {
    switch (change.kind) {
      case "added":
      case "removed":
      case "moved":
        return m.writing.changes[change.kind](change.name);
      case "renamed":
        return m.writing.changes.renamed(change.from, change.to);
      case "keywordAdded":
      case "keywordRemoved":
        return m.writing.changes[change.kind](m.keywords.path(change.keyword));
      default:
        return change satisfies never;
    }
  });
}

/** The file that would be written, where it is not the photo itself. */
export function besideOf(file: File): string | null {
  return file.target === file.photo ? null : m.writing.into(file.target.split("/").at(-1) ?? file.target);
}
