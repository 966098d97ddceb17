import type { Decision } from "../types";
import { fold } from "./names";

/** What changed, before and after. */
export type Changed<T> = Map<string, { before: T | undefined; after: T | undefined }>;

/** Gives something another value, and notes what it was. */
export function record<T extends { id: string }>(
  changed: Changed<T>,
  values: Map<string, T>,
  after: T,
): void {
  const before = changed.has(after.id) ? changed.get(after.id)?.before : values.get(after.id);
  changed.set(after.id, { before, after });
  values.set(after.id, after);
}

/** Whom a step is about: one person, or an old and a new name, or who was merged into whom. */
export function peopleOf(decisions: readonly Decision[]): string[] {
  const [first] = decisions;
  if (first?.kind === "rename") return [first.person, first.to];
  if (first?.kind === "merge") return [first.person, first.into];
  const names = decisions.flatMap((decision) => ("person" in decision ? (decision.person ?? []) : []));
  return new Set(names.map(fold)).size === 1 ? names.slice(0, 1) : [];
}

/** What the library calls a step that begins with this decision. */
export function kindOf(decision: Decision | undefined): string {
  if (!decision) return "clear";
  switch (decision.kind) {
    case "keyword":
      return decision.has ? "addKeyword" : "removeKeyword";
    case "renameKeyword":
      return decision.merge ? "mergeKeyword" : "renameKeyword";
    case "hide":
      return decision.hidden ? "hide" : "show";
    case "leaveOut":
      return decision.out ? "leaveOut" : "takeIn";
    case "leavePhotoOut":
      return "leaveOut";
    default:
      return decision.kind;
  }
}
