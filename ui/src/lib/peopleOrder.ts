/** In which order people are listed. */
export const peopleOrders = ["name", "faces", "lastSeen"] as const;
export type PeopleOrder = (typeof peopleOrders)[number];

type Suggested = { suggested: number; hidden: boolean };
type Listed = Suggested & { name: string; confirmed: number; lastSeen: string | null };

/** Within one order, those that are equal in it are left to their names. */
const orders: Record<PeopleOrder, (a: Listed, b: Listed) => number> = {
  name: () => 0,
  faces: (a, b) => b.confirmed - a.confirmed,
  lastSeen: (a, b) => compare(b.lastSeen ?? "", a.lastSeen ?? ""),
};

/** Whether there is somebody to look at anew; nobody looks for those who are hidden. */
export const hasNew = ({ suggested, hidden }: Suggested): boolean => suggested > 0 && !hidden;

/** Those with new suggestions first, and among equals by name, as `byName` compares names. */
export function inOrder<T extends Listed>(
  people: readonly T[],
  order: PeopleOrder,
  byName: (a: string, b: string) => number,
): T[] {
  const inside = orders[order];
  return [...people].sort(
    (a, b) => Number(hasNew(b)) - Number(hasNew(a)) || inside(a, b) || byName(a.name, b.name),
  );
}

/** Dates are plain text of one form. */
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
