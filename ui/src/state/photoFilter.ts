import type { Folder, PhotoFilter } from "../ipc";
import { keywordKey, type Keyword } from "../lib/keywords";

/** Which photos to list. The folder keeps its name, for the chip that shows it. */
export type PhotoChoice = Omit<PhotoFilter, "folder"> & { folder: Pick<Folder, "id" | "name"> | null };

/** All photos, or all of one person. */
export function everything(person: string | null): PhotoChoice {
  return {
    people: person === null ? [] : [person],
    gathering: "together",
    without: [],
    suggested: false,
    folder: null,
    faces: null,
    keywords: [],
    name: "",
  };
}

export function filterOf(choice: PhotoChoice): PhotoFilter {
  return { ...choice, folder: choice.folder?.id ?? null };
}

/** How many conditions the person has set; `person` is there by itself. */
export function conditions(choice: PhotoChoice, person: string | null): number {
  const people = choice.people.filter((id) => id !== person).length;
  const set = [
    choice.gathering === "only" && people === 0 && choice.people.length > 0,
    choice.suggested && concernsPeople(choice),
    choice.folder !== null,
    choice.faces !== null,
    choice.name.trim() !== "",
  ];
  return people + choice.without.length + choice.keywords.length + set.filter(Boolean).length;
}

export function concernsPeople(choice: PhotoChoice): boolean {
  return choice.people.length + choice.without.length > 0;
}

/** Puts somebody among those who must be in the photo, or among those who must not. */
export function withPerson(choice: PhotoChoice, list: "people" | "without", id: string): PhotoChoice {
  const rest = withoutPerson(choice, id);
  return { ...rest, [list]: [...rest[list], id] };
}

export function withoutPerson(choice: PhotoChoice, id: string): PhotoChoice {
  const others = (ids: readonly string[]) => ids.filter((other) => other !== id);
  const people = others(choice.people);
  // "Any of them" means nothing of one person.
  const gathering = choice.gathering === "any" && people.length < 2 ? "together" : choice.gathering;
  return { ...choice, people, without: others(choice.without), gathering };
}

/** Puts a keyword among those that the photos must have. */
export function withKeyword(choice: PhotoChoice, keyword: Keyword): PhotoChoice {
  const { keywords } = withoutKeyword(choice, keyword);
  return { ...choice, keywords: [...keywords, [...keyword]] };
}

export function withoutKeyword(choice: PhotoChoice, keyword: Keyword): PhotoChoice {
  const others = choice.keywords.filter((other) => keywordKey(other) !== keywordKey(keyword));
  return { ...choice, keywords: others };
}

/** The choice without people who are no longer there; the same one when all are. */
export function onlyKnown(choice: PhotoChoice, isKnown: (id: string) => boolean): PhotoChoice {
  const gone = [...choice.people, ...choice.without].filter((id) => !isKnown(id));
  return gone.reduce(withoutPerson, choice);
}
