import { m } from "../../i18n";
import type { PhotoViewer } from "../../state/photoViewer.svelte";

type Face = NonNullable<PhotoViewer["face"]>;

/** The name at a box or on a chip: a suggestion is a question. */
export function boxLabel(face: Face): string {
  if (face.person) return face.person.name;
  if (face.suggestion) return m.photo.maybe(face.suggestion.person.name);
  if (face.reason === "notAFace") return m.tile.notAFace;
  return face.state === "ignored" ? m.photo.ignored : m.photo.unknown;
}

/** The file's name and the folder it is in. */
export function fileParts(path: string): { name: string; folder: string } {
  const at = path.lastIndexOf("/");
  return { name: path.slice(at + 1), folder: at < 0 ? "" : path.slice(0, at) };
}
