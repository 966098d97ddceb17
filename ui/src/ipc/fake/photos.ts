import type { Face, Folder, ListPhotos, PhotoFilter, PhotoMonth, PhotoTile } from "../types";
import type { Keyword } from "../../lib/keywords";
import { hasKeyword } from "./keywords";
import { photosThere } from "./leavingOut";
import type { FakeLibrary } from "./library";
import type { FakePhoto } from "./seed";

/** The photos that a filter lets through, the newest first and those without a date last. */
function select(library: FakeLibrary, filter: PhotoFilter): FakePhoto[] {
  const faces = facesByPhoto(library.view());
  return photosThere(library)
    .filter((photo) => letsThrough(filter, photo, faces.get(photo.id) ?? [], library.keywordsOf(photo.id)))
    .sort((a, b) => (b.taken ?? "").localeCompare(a.taken ?? "") || a.id.localeCompare(b.id));
}

function facesByPhoto(faces: readonly Face[]): Map<string, Face[]> {
  const byPhoto = new Map<string, Face[]>();
  for (const face of faces) {
    const others = byPhoto.get(face.photo);
    if (others) others.push(face);
    else byPhoto.set(face.photo, [face]);
  }
  return byPhoto;
}

function letsThrough(
  filter: PhotoFilter,
  photo: FakePhoto,
  faces: readonly Face[],
  keywords: readonly Keyword[],
): boolean {
  const is = (face: Face, id: string) =>
    face.person?.id === id || (filter.suggested && face.suggestion?.person.id === id);
  const has = (id: string) => faces.some((face) => is(face, id));
  const name = photo.path.split("/").at(-1) ?? "";
  return (
    gathered(filter, faces, is) &&
    !filter.without.some(has) &&
    (filter.folder === null || photo.path.startsWith(filter.folder)) &&
    filter.keywords.every((keyword) => hasKeyword(keywords, keyword)) &&
    name.toLowerCase().includes(filter.name.trim().toLowerCase()) &&
    (filter.faces !== "unnamed" || faces.some(isOpen)) &&
    (filter.faces !== "nobody" || !faces.some((face) => face.reason !== "notAFace"))
  );
}

const isOpen = (face: Face) => face.state === "unknown" || face.state === "suggested";

function gathered(
  { people, gathering }: PhotoFilter,
  faces: readonly Face[],
  is: (face: Face, id: string) => boolean,
): boolean {
  const has = (id: string) => faces.some((face) => is(face, id));
  if (people.length === 0) return true;
  if (gathering === "any") return people.some(has);
  const seen = faces.filter((face) => face.state !== "ignored");
  const alone = seen.every((face) => people.some((id) => is(face, id)));
  return people.every(has) && (gathering === "together" || alone);
}

const monthOf = (photo: FakePhoto) => photo.taken?.slice(0, 7) ?? null;

export function photoMonths(library: FakeLibrary, filter: PhotoFilter): PhotoMonth[] {
  const months: PhotoMonth[] = [];
  for (const photo of select(library, filter)) {
    const last = months.at(-1);
    if (last && last.month === monthOf(photo)) last.photos += 1;
    else months.push({ month: monthOf(photo), photos: 1 });
  }
  return months;
}

export function photoIds(library: FakeLibrary, filter: PhotoFilter): string[] {
  return select(library, filter).map(({ id }) => id);
}

export function photoTiles(library: FakeLibrary, request: ListPhotos): PhotoTile[] {
  const photos = select(library, request.filter);
  const month = photos.findIndex((photo) => (monthOf(photo) ?? "") <= (request.month ?? ""));
  if (month < 0) return [];
  const start = month + request.offset;
  return photos.slice(start, start + request.limit).map((photo) => ({
    id: photo.id,
    name: photo.path.split("/").at(-1) ?? "",
    taken: photo.taken,
    version: "1",
  }));
}

/** The id of a folder is what the paths in it begin with. */
export function folders(library: FakeLibrary, root: string): Folder[] {
  const found = new Map<string, Folder>();
  for (const { path } of photosThere(library)) {
    const parts = path.split("/").slice(0, -1);
    for (let depth = 0; depth <= parts.length; depth++) {
      const id = prefix(parts.slice(0, depth));
      const parent = depth === 0 ? null : prefix(parts.slice(0, depth - 1));
      const known = found.get(id) ?? { id, parent, name: parts[depth - 1] ?? root, photos: 0 };
      known.photos += 1;
      found.set(id, known);
    }
  }
  return [...found.values()];
}

const prefix = (parts: readonly string[]) => parts.map((part) => `${part}/`).join("");
