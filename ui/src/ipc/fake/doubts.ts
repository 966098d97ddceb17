import type { Doubt, DoubtPage, Face } from "../types";
import type { FakeFace, FakePerson, Seed } from "./seed";

type Shown = { seed: Seed; view(): Face[]; people(): FakePerson[] };

/** From so many faces it can be told which one is the wrong one. */
const enough = 3;

/** Confirmed faces that were drawn as somebody else than most faces of their person. */
function doubtsOf(library: Shown): Doubt[] {
  const drawn = (face: Face) => library.seed.faces.get(face.id) as FakeFace;
  const confirmed = library.view().filter(({ state }) => state === "confirmed");
  const of = (person: string) => confirmed.filter((face) => face.person?.id === person);
  const looks = new Map(library.people().map(({ id }) => [id, mostCommon(of(id).map(drawn))]));
  return confirmed.flatMap((face): Doubt[] => {
    const person = face.person?.id ?? "";
    const own = looks.get(person);
    if (of(person).length < enough || drawn(face).identity === own || isSame(library, face)) return [];
    const known = of(person).filter((other) => drawn(other).identity === own);
    const other = library.people().find(({ id }) => id !== person && looks.get(id) === drawn(face).identity);
    return [{ face, known: known.slice(0, 3), other: other ? { id: other.id, name: other.name } : null }];
  });
}

export function doubtPage(library: Shown, offset: number, limit: number): DoubtPage {
  const doubts = doubtsOf(library);
  return { total: doubts.length, doubts: doubts.slice(offset, offset + limit) };
}

const isSame = ({ seed }: Shown, { id }: Face) =>
  [...seed.links.values()].some(({ faces, said }) => said === "same" && faces.includes(id));

function mostCommon(faces: readonly FakeFace[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { identity } of faces) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
