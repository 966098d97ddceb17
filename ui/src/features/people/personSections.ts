import { m } from "../../i18n";
import { groupBy } from "../../lib/groupBy";
import { certainties, certaintyOf } from "../../lib/certainty";
import { faceItems, type BoardSection } from "../../state/board.svelte";
import type { FaceList } from "../../state/pagedList.svelte";

type Face = FaceList["items"][number];

const newestFirst = (a: Face, b: Face) => (b.taken ?? "").localeCompare(a.taken ?? "");

/**
 * A person's page: what is suggested on top, the surest first, then what is confirmed, year by year. A face that
 * has just been confirmed moves to its year at once, wherever the library will list it.
 */
export function personSections(
  faces: readonly Face[],
  waiting: number,
  confirmAll: (faces: readonly Face[]) => void,
): BoardSection[] {
  const suggested = faces.filter((face) => face.suggestion !== null);
  const confirmed = faces.filter((face) => face.suggestion === null).sort(newestFirst);
  const sections = [...suggestedSections(suggested, confirmAll), ...yearSections(confirmed)];
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

function yearSections(confirmed: readonly Face[]): BoardSection[] {
  const years = groupBy(confirmed, (face) => face.taken?.slice(0, 4) ?? "");
  return [...years].map(([year, these]) =>
    section(`year:${year}`, year === "" ? m.person.undated : year, these),
  );
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
