import { m } from "../../i18n";
import type { InFiles } from "../../state/inFiles.svelte";

type Work = NonNullable<InFiles["work"]>;

/** How a writing ended, a sentence each; nothing while it goes on, or where there was nothing to write. */
export function endText({ state, total, written, stopped, away }: Work): string[] {
  if (state === "running") return [];
  const counted = total > 0 ? m.writing.done(written, stopped) : "";
  const ended = state === "finished" ? "" : m.writing.ends[state];
  return [counted, away > 0 ? m.writing.away(away) : "", ended].filter((sentence) => sentence !== "");
}
