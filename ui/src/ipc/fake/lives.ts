import { isBefore } from "../../lib/dates";
import type { Decision, Face, OutOfLife, OutOfLifePage } from "../types";
import { fail } from "./names";
import type { FakePerson } from "./seed";

type Life = Pick<FakePerson, "born" | "died">;
type Shown = { people(): FakePerson[]; view(): Face[] };

/** The date of a drawn photo, all of which were taken by cameras that knew the day. */
export const dayOf = (taken: string | null): string | null => taken?.slice(0, 10) ?? null;

/** Why somebody cannot be in a photo of that time; null if they can. */
export function outOfLife({ born, died }: Life, taken: string | null): Omit<OutOfLife, "face"> | null {
  const day = dayOf(taken);
  if (day === null) return null;
  if (born !== null && isBefore(day, born)) return { reason: "beforeBirth", date: born };
  return died !== null && isBefore(died, day) ? { reason: "afterDeath", date: died } : null;
}

export function dated(person: FakePerson, { born, died }: Extract<Decision, { kind: "dates" }>): FakePerson {
  if (!isPossible({ born, died })) fail({ code: "diedBeforeBorn", person: person.name });
  return { ...person, born, died };
}

/** Whoever stays keeps their dates, and takes those that are not known. */
export function inherited(into: FakePerson, from: FakePerson): FakePerson {
  const both = { born: into.born ?? from.born, died: into.died ?? from.died };
  return isPossible(both) ? { ...into, ...both } : into;
}

const isPossible = ({ born, died }: Life) => born === null || died === null || !isBefore(died, born);

/** The confirmed faces that cannot be, person by person, the oldest photo first. */
export function facesOutOfLife(library: Shown): OutOfLife[] {
  const people = new Map(library.people().map((person) => [person.id, person]));
  const found = library.view().flatMap((face) => {
    const person = people.get(face.person?.id ?? "");
    const out = person ? outOfLife(person, face.taken) : null;
    return out ? [{ face, ...out }] : [];
  });
  const key = ({ face }: OutOfLife) => `${face.person?.name} ${face.taken}`;
  return found.sort((a, b) => key(a).localeCompare(key(b)));
}

export function outOfLifePage(library: Shown, offset: number, limit: number): OutOfLifePage {
  const faces = facesOutOfLife(library);
  return { total: faces.length, faces: faces.slice(offset, offset + limit) };
}
