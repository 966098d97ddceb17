import { m } from "../../i18n";
import type { Prompt } from "../../state/kith.svelte";

export type Folder = Parameters<Extract<Prompt, { kind: "folder" }>["submit"]>[0];
/** A line of the tree; `open` is null where nothing lies in the folder. */
export type FolderRow = { folder: Folder; depth: number; open: boolean | null };

/** The folders on screen: those whose folders above are all open. They come with each one before what lies in it. */
export function folderRows(folders: readonly Folder[], open: ReadonlySet<string>): FolderRow[] {
  const parents = new Set(folders.map((folder) => folder.parent));
  const depths = new Map<string, number>();
  const rows: FolderRow[] = [];
  for (const folder of childrenAfterParents(folders)) {
    const above = folder.parent === null ? -1 : depths.get(folder.parent);
    if (above === undefined || (folder.parent !== null && !open.has(folder.parent))) continue;
    depths.set(folder.id, above + 1);
    rows.push({ folder, depth: above + 1, open: parents.has(folder.id) ? open.has(folder.id) : null });
  }
  return rows;
}

/** The tree from top to bottom: everything in a folder comes directly below it, by name. */
function childrenAfterParents(folders: readonly Folder[]): Folder[] {
  const inside = new Map<string | null, Folder[]>();
  for (const folder of folders) inside.set(folder.parent, [...(inside.get(folder.parent) ?? []), folder]);
  const walk = (parent: string | null): Folder[] =>
    [...(inside.get(parent) ?? [])]
      .sort((a, b) => m.byName(a.name, b.name))
      .flatMap((folder) => [folder, ...walk(folder.id)]);
  return walk(null);
}

/** The folders that a folder lies in. */
export function foldersAbove(folders: readonly Folder[], id: string | null): string[] {
  const parents = new Map(folders.map((folder) => [folder.id, folder.parent]));
  const above: string[] = [];
  for (let at = parents.get(id ?? "") ?? null; at !== null; at = parents.get(at) ?? null) above.push(at);
  return above;
}
