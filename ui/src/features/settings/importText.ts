import { m } from "../../i18n";

type Counts = { photos: number; taken: number; conflicts: number; missing: number };

/** What came of taking in another program's people, a sentence each. */
export function importedText({ photos, taken, conflicts, missing }: Counts): string[] {
  const sentences = [taken > 0 ? m.exchange.taken(taken, photos) : m.exchange.nothing];
  if (conflicts > 0) sentences.push(m.exchange.conflicts(conflicts));
  if (missing > 0) sentences.push(m.exchange.missing(missing));
  return sentences;
}
