import { m } from "../../i18n";
import type { Contradictions } from "../../state/contradictions.svelte";

type Conflict = ReturnType<Contradictions["of"]>[number];

/** What the person and the file say of a face. */
export function saidOf({ face, inFile }: Conflict): { kith: string; file: string } {
  const file = inFile ?? m.contradictions.nobody;
  if (face.person) return { kith: face.person.name, file };
  switch (face.reason) {
    case "ignored":
      return { kith: m.tile.ignored, file };
    case "notAFace":
      return { kith: m.tile.notAFace, file };
    case "stranger":
      return { kith: m.tile.stranger, file };
    case null:
      return { kith: inFile === null ? m.contradictions.noOne : m.tile.not(inFile), file };
    default:
      return face.reason satisfies never;
  }
}
