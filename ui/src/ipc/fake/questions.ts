import type { Coverage, Face, Group, KnownPerson, PersonRef, Question, QuestionPage } from "../types";
import { isHidden, offerOf } from "./hiding";
import type { FakeLibrary } from "./library";
import { groupsOf, select } from "./lists";

/** Who the drawn groups are, as far as the machine can tell: the probability in percent. */
const proposals: { group: string; person?: string; other?: string; probability: number }[] = [
  { group: "g15", person: "p4", probability: 84 },
  { group: "g13", other: "g17", probability: 71 },
];
const shown = 9;
/** How often somebody unknown is one whom the person knows, in percent. */
const known = 60;
const goals = [25, 50, 75, 90, 95, 99, 100];
const atOneTime = 20;

type Ranked = Question & { settles: number; names: boolean };

/** The questions of the drawn library, as `kith-gallery` ranks them. */
export function questionPage(library: FakeLibrary, offset: number, limit: number): QuestionPage {
  const faces = library.view();
  const ranked = rank(library, faces);
  const page = ranked.slice(offset, offset + limit);
  const questions = page.map(({ id, probability, asked }) => ({ id, probability, asked }));
  return { total: ranked.length, coverage: coverage(faces, ranked), questions };
}

function rank(library: FakeLibrary, faces: Face[]): Ranked[] {
  const groups = new Map(groupsOf(faces).map((group) => [group.id, group]));
  const members = (id: string) => select(faces, { kind: "group", group: id });
  const side = (group: Group): Group => ({ ...group, faces: members(group.id).slice(0, shown) });
  const waits = (group: Group) => members(group.id).filter((face) => face.later).length * 2 > group.count;
  const all: Ranked[] = [];
  const add = (id: string, probability: number, count: number, asked: Question["asked"]) =>
    all.push({ id, probability, asked, settles: (probability * count) / 100, names: asked.kind !== "pair" });
  for (const group of groups.values())
    if (!waits(group)) add(`name-${group.id}`, known, group.count, { kind: "name", group: side(group) });
  for (const { group: id, person, other: otherId, probability } of proposals) {
    const group = groups.get(id);
    const other = groups.get(otherId ?? "");
    if (group && person && !waits(group) && mayBeAsked(library, members(id), person))
      add(`person-${id}`, probability, group.count, {
        kind: "person",
        group: side(group),
        known: knownPerson(library, faces, person),
      });
    if (group && other && !library.areCompared(members(id), members(other.id)))
      add(`pair-${id}-${other.id}`, probability, other.count, {
        kind: "pair",
        group: side(group),
        other: side(other),
      });
  }
  for (const face of faces) {
    const offer = offerOf(library, face);
    if (!offer || face.later) continue;
    const { person, probability } = offer;
    add(`face-${face.id}-${person.id}`, probability, 1, {
      kind: "face",
      face,
      known: knownPerson(library, faces, person.id),
    });
  }
  all.sort((a, b) => b.settles - a.settles || a.id.localeCompare(b.id));
  const taken = new Set<string>();
  return all.filter(({ asked }) => {
    const ids = groupIds(asked);
    if (ids.some((id) => taken.has(id))) return false;
    ids.forEach((id) => taken.add(id));
    return true;
  });
}

const mayBeAsked = (library: FakeLibrary, faces: Face[], person: string) =>
  !isHidden(library, person) && library.mayBe(faces, person);

function groupIds(asked: Question["asked"]): string[] {
  if (asked.kind === "face") return [];
  return asked.kind === "pair" ? [asked.group.id, asked.other.id] : [asked.group.id];
}

function knownPerson(library: FakeLibrary, faces: Face[], id: string): KnownPerson {
  const found = library.people().find((person) => person.id === id);
  const person: PersonRef = { id, name: found?.name ?? "" };
  const confirmed = select(faces, { kind: "person", person: id }).filter(
    (face) => face.state === "confirmed",
  );
  return { person, faces: confirmed.slice(0, shown) };
}

function coverage(faces: Face[], ranked: Ranked[]): Coverage {
  const named = faces.filter((face) => face.state === "confirmed").length;
  const all = faces.filter((face) => face.state !== "ignored").length;
  let sum = named;
  const reached = ranked.filter(({ names }) => names).map(({ settles }) => (sum += settles));
  const within = goals.flatMap((percent) => {
    const wanted = (all * percent) / 100;
    const answers = reached.findIndex((share) => share >= wanted) + 1;
    return wanted > named && answers > 0 ? [{ percent, answers }] : [];
  });
  const goal = within.findLast(({ answers }) => answers <= atOneTime) ?? within[0] ?? null;
  return { named, all, goal };
}
