import { direction } from "./direction.svelte";

type Line = { depth: number; open: boolean | null };

/** Where a key moves the focus in a tree from the line `at`, or that it folds or unfolds it; null when it does something else. */
export function treeKey(key: string, lines: readonly Line[], at: number): number | "toggle" | null {
  const line = lines[at];
  if (!line) return null;
  const way = direction.stepOf(key);
  if (key === "ArrowDown" || (way === 1 && line.open)) return Math.min(at + 1, lines.length - 1);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return lines.length - 1;
  if (way !== 0 && line.open === (way === -1)) return "toggle";
  const above = way === -1 ? lines.slice(0, at).findLastIndex(({ depth }) => depth < line.depth) : -1;
  return above < 0 ? null : above;
}
