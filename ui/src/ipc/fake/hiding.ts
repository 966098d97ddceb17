import type { Decision, Face } from "../types";
import type { FakePerson, Seed } from "./seed";

type Kept = { seed: Pick<Seed, "people"> };

/** Who is hidden or shown by a decision; null where that is so already. */
export function hiddenAs(
  person: FakePerson,
  { hidden }: Extract<Decision, { kind: "hide" }>,
): FakePerson | null {
  return person.hidden === hidden ? null : { ...person, hidden };
}

export const isHidden = ({ seed }: Kept, person: string): boolean => seed.people.get(person)?.hidden === true;

/** Whom the face is proposed as; null where that is nobody, or somebody who is hidden. */
export function offerOf(library: Kept, { suggestion }: Face): Face["suggestion"] {
  return suggestion !== null && isHidden(library, suggestion.person.id) ? null : suggestion;
}
