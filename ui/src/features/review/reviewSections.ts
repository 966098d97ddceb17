import { m } from "../../i18n";
import { groupBy } from "../../lib/groupBy";
import { faceItems, type BoardSection } from "../../state/board.svelte";
import type { FaceList } from "../../state/pagedList.svelte";

type Face = FaceList["items"][number];

/**
 * Everything suggested, person by person; at the end what nobody was sure of. The last person read may have more faces to come, and "all" must not
 * mean a part of them, so that section gets its button when they are here.
 */
export function reviewSections(
  faces: readonly Face[],
  waiting: number,
  confirmAll: (faces: readonly Face[]) => void,
): BoardSection[] {
  const sure = faces.filter((face) => !face.later);
  const people = [...groupBy(sure, (face) => face.suggestion?.person.id ?? "")];
  const unsure = faces.filter((face) => face.later);
  const sections = people.map(([id, these], at) => {
    const open = at === people.length - 1 && unsure.length === 0 ? waiting : 0;
    const title = these[0]?.suggestion?.person.name ?? null;
    const section: BoardSection = { id, title, cell: "face", items: faceItems(these), waiting: open };
    if (open > 0) return section;
    return { ...section, action: { label: m.person.confirmAll(these.length), run: () => confirmAll(these) } };
  });
  if (unsure.length === 0) return sections;
  return [
    ...sections,
    { id: "later", title: m.review.later, cell: "face", items: faceItems(unsure), waiting },
  ];
}
