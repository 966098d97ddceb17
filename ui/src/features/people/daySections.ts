import { m } from "../../i18n";
import { groupBy } from "../../lib/groupBy";
import { faceItems, type BoardSection } from "../../state/board.svelte";
import { dayOf } from "../../state/daySweep";
import type { FaceList } from "../../state/pagedList.svelte";

type Face = FaceList["items"][number];

/** Unknown faces day by day, in the order in which they are listed: the newest first, those without a date last. */
export function daySections(
  faces: readonly Face[],
  waiting: number,
  sweep: (day: string) => void,
): BoardSection[] {
  const days = [...groupBy(faces, (face) => (face.taken === null ? "" : dayOf(face.taken)))];
  return days.map(([day, these], at): BoardSection => {
    const section: BoardSection = {
      id: `day:${day}`,
      title: day === "" ? m.sweep.undated : m.date(day),
      cell: "face",
      items: faceItems(these),
      waiting: at === days.length - 1 ? waiting : 0,
    };
    const action = { label: m.sweep.all, run: () => sweep(day), quiet: true };
    return day === "" ? section : { ...section, action };
  });
}
