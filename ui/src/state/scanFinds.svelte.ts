import type { Job, PeopleList } from "../ipc";
import { m } from "../i18n";

/** Whom a scan found: people with how many new suggestions, the most first, and how many more faces nobody knows. */
export type Finds = { people: { name: string; faces: number }[]; unknown: number };

type Known = { suggested: ReadonlyMap<string, number>; unknown: number };

type Host = { readonly list: PeopleList; refresh(): Promise<void> };

/** What the last scan found, from its start, or from when the page was opened, to its end; until somebody has seen it. */
export class ScanFinds {
  readonly #library: Host;
  #before: Known | null = null;
  found = $state.raw<Finds | null>(null);

  constructor(library: Host) {
    this.#library = library;
  }

  /** Hears how the scan stands. */
  async follow({ state }: Pick<Job, "state">): Promise<void> {
    const goesOn = state === "running" || state === "paused";
    if (goesOn) {
      this.#before ??= knownOf(this.#library.list);
      return;
    }
    const before = this.#before;
    this.#before = null;
    if (before === null) return;
    await this.#library.refresh();
    this.found = since(before, this.#library.list);
  }

  dismiss(): void {
    this.found = null;
  }
}

function knownOf({ people, unknown }: PeopleList): Known {
  return { suggested: new Map(people.map(({ id, suggested }) => [id, suggested])), unknown };
}

function since(before: Known, { people, unknown }: PeopleList): Finds | null {
  const more = people
    .filter(({ hidden }) => !hidden)
    .map(({ id, name, suggested }) => ({ name, faces: suggested - (before.suggested.get(id) ?? 0) }))
    .filter(({ faces }) => faces > 0)
    .sort((a, b) => b.faces - a.faces);
  const finds = { people: more, unknown: Math.max(0, unknown - before.unknown) };
  return finds.people.length > 0 || finds.unknown > 0 ? finds : null;
}

/** So many people are told by name. */
const named = 3;

/** "Found: Anna (12), Ben (3) and 2 more people · 14 faces without a name". */
export function findsText({ people, unknown }: Finds): string {
  const names = people.slice(0, named).map(({ name, faces }) => m.finds.person(name, faces));
  const others = people.length - names.length;
  const parts: string[] = [];
  if (names.length > 0) parts.push(m.finds.people(names, others));
  if (unknown > 0) parts.push(m.finds.unknown(unknown, parts.length > 0));
  return parts.join(" · ");
}
