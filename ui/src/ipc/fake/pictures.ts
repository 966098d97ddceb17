import type { Face, Together } from "../types";
import { select } from "./lists";
import { fail } from "./names";
import type { FakeFace, FakePerson } from "./seed";

type Shown = { people(): FakePerson[]; view(): Face[] };

const is = (face: FakeFace | undefined, person: FakePerson) =>
  face?.word.kind === "confirmed" && face.word.person === person.id;

/** The face becomes the picture of somebody, whom it must be. */
export function pictured(person: FakePerson, face: FakeFace): FakePerson {
  if (!is(face, person)) fail({ code: "notConfirmed", person: person.name });
  return { ...person, keyFace: face.id };
}

/** The face that was chosen as the picture of somebody, as long as it is them. */
export function keyFaceOf(person: FakePerson, faces: ReadonlyMap<string, FakeFace>): string | null {
  return is(faces.get(person.keyFace ?? ""), person) ? person.keyFace : null;
}

/** The people who share the most photos with somebody, the most first, and among equals by name. */
export function together(library: Shown, id: string, limit: number): Together[] {
  const confirmed = library.view().filter((face) => face.person !== null);
  const own = new Set(select(confirmed, { kind: "person", person: id }).map((face) => face.photo));
  const others = library.people().filter((person) => person.id !== id && !person.hidden);
  const shared = others.map(({ id: person, name }) => {
    const photos = confirmed.filter((face) => face.person?.id === person && own.has(face.photo));
    return { person, name, photos: new Set(photos.map((face) => face.photo)).size };
  });
  return shared
    .filter(({ photos }) => photos > 0)
    .sort((a, b) => b.photos - a.photos || a.name.localeCompare(b.name))
    .slice(0, limit)
    .map(({ person, photos }) => ({ person, photos }));
}

/** The confirmed faces of somebody from the first to the last. */
export function throughYears(library: Shown, id: string): Face[] {
  const faces = select(library.view(), { kind: "person", person: id });
  const dated = faces.filter(({ state, takenOn }) => state === "confirmed" && takenOn !== null);
  return dated.sort((a, b) => (a.takenOn ?? "").localeCompare(b.takenOn ?? "") || a.id.localeCompare(b.id));
}
