import { m } from "../../i18n";
import { groupBy } from "../../lib/groupBy";
import { certainties, certaintyOf } from "../../lib/certainty";
import { agesAt, type Life } from "../../lib/dates";
import { faceItems, type BoardSection } from "../../state/board.svelte";
import type { FaceList } from "../../state/pagedList.svelte";

type Face = FaceList["items"][number];

const newestFirst = (a: Face, b: Face) => (b.taken ?? "").localeCompare(a.taken ?? "");

/**
 * A person's page: what is suggested on top, the surest first, then what is confirmed, year by year. A face that
 * has just been confirmed moves to its year at once, wherever the library will list it. A year says how old they were.
 */
export function personSections(
  faces: readonly Face[],
  waiting: number,
  confirmAll: (faces: readonly Face[]) => void,
  life: Life | null,
): BoardSection[] {
  const suggested = faces.filter((face) => face.suggestion !== null);
  const confirmed = faces.filter((face) => face.suggestion === null).sort(newestFirst);
  const sections = [...suggestedSections(suggested, confirmAll), ...yearSections(confirmed, life)];
  const last = sections.at(-1);
  if (!last || waiting === 0) return sections;
  // The last section has more to come, and "all" must not mean a part of it.
  const { action: _incomplete, ...open } = last;
  return [...sections.slice(0, -1), { ...open, waiting }];
}

function suggestedSections(
  faces: readonly Face[],
  confirmAll: (faces: readonly Face[]) => void,
): BoardSection[] {
  return certainties.flatMap((certainty) => {
    const these = faces.filter((face) => certaintyOf(face.suggestion?.probability ?? 0) === certainty);
    if (these.length === 0) return [];
    const action = { label: m.person.confirmAll(these.length), run: () => confirmAll(these) };
    return [{ ...section(certainty, m.person.suggestedHeading(certainty), these), action }];
  });
}

/** What the section of a year is called, or that of faces without a date. */
export const yearSection = (year: string | null): string => `year:${year ?? ""}`;

function yearSections(confirmed: readonly Face[], life: Life | null): BoardSection[] {
  const years = groupBy(confirmed, (face) => face.taken?.slice(0, 4) ?? "");
  return [...years].map(([year, these]) => {
    const age = life && ageOf(these, life);
    const title = year !== "" && age !== null ? m.dates.inYear(year, age) : year;
    return section(yearSection(year === "" ? null : year), year === "" ? m.person.undated : title, these);
  });
}

/** How old somebody is in some photos. */
function ageOf(faces: readonly Face[], life: Life): string | null {
  const ages = faces.flatMap((face) => agesAt(life, face.takenOn) ?? []);
  return ages.length === 0 ? null : m.dates.age(Math.min(...ages), Math.max(...ages));
}

function section(id: string, title: string, faces: readonly Face[]): BoardSection {
  return { id, title, cell: "face", items: faceItems(faces), waiting: 0 };
}

/** The first and the last year in which somebody was photographed. */
export function yearsOf(faces: readonly Face[]): string | null {
  const years = faces
    .flatMap((face) => (face.suggestion === null ? (face.taken?.slice(0, 4) ?? []) : []))
    .sort();
  const [first, last] = [years[0], years.at(-1)];
  return first !== undefined && last !== undefined ? m.person.years(first, last) : null;
}
