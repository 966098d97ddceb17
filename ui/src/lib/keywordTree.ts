import { isWithin, keywordKey, wordOf, type Keyword } from "./keywords";
import { fold } from "./names";

/** A keyword with how many photos a filter for it finds, and how many of these change with it. */
export type CountedKeyword = { path: Keyword; photos: number; own: number };

/** A keyword with those below it. */
export type KeywordNode = {
  key: string;
  row: CountedKeyword;
  /** The word itself. */
  word: string;
  children: readonly KeywordNode[];
  /** How many keywords lie below it, however deep. */
  below: number;
};

/** A line of the tree; `open` is null where nothing lies below, and `fits` tells whether it is itself what is looked for. */
export type KeywordLine = { node: KeywordNode; depth: number; open: boolean | null; fits: boolean };

/** The hierarchies, whose keywords come each before those below it; beside each other they are in the given order. */
export function treeOf(
  rows: readonly CountedKeyword[],
  order: (a: string, b: string) => number,
): readonly KeywordNode[] {
  const inside = new Map<string, CountedKeyword[]>();
  for (const row of rows) {
    const above = keywordKey(row.path.slice(0, -1));
    const beside = inside.get(above);
    if (beside) beside.push(row);
    else inside.set(above, [row]);
  }
  const grow = (above: string): KeywordNode[] =>
    (inside.get(above) ?? [])
      .map((row) => {
        const key = keywordKey(row.path);
        const children = grow(key);
        const below = children.reduce((sum, child) => sum + 1 + child.below, 0);
        return { key, row, word: wordOf(row.path), children, below };
      })
      .sort((a, b) => order(a.word, b.word));
  return grow("");
}

/** What is looked for: a part of a word, or with `/` of a whole path, whatever its case and accents. */
function looksLike(typed: string): (node: KeywordNode) => boolean {
  const query = fold(typed.replace(/\s*[/›>|]\s*/g, "/"));
  const ofPath = query.includes("/");
  return ({ row, word }) => fold(ofPath ? row.path.join("/") : word).includes(query);
}

/**
 * The lines on screen. Where something is looked for these are the keywords that fit, with everything above them and
 * what was unfolded below; `isOpen` is told whether a keyword must be open to show one that fits.
 */
export function keywordLines(
  roots: readonly KeywordNode[],
  typed: string,
  isOpen: (key: string, found: boolean) => boolean,
): { lines: KeywordLine[]; found: number } {
  const all = typed.trim() === "";
  const fits = looksLike(typed);
  const inside = new Map<KeywordNode, number>();
  const count = (node: KeywordNode): number => {
    const below = node.children.reduce((sum, child) => sum + count(child), 0);
    inside.set(node, below);
    return below + (fits(node) ? 1 : 0);
  };
  const found = all ? 0 : roots.reduce((sum, node) => sum + count(node), 0);
  const lines: KeywordLine[] = [];
  const walk = (nodes: readonly KeywordNode[], depth: number, below: boolean) => {
    for (const node of nodes) {
      const itself = all || fits(node);
      const holds = (inside.get(node) ?? 0) > 0;
      if (!itself && !below && !holds) continue;
      const open = node.children.length === 0 ? null : isOpen(node.key, holds);
      lines.push({ node, depth, open, fits: itself });
      if (open) walk(node.children, depth + 1, below || itself);
    }
  };
  walk(roots, 0, false);
  return { lines, found };
}

/** The keywords that another one can lie below: neither itself nor what lies below it. */
export function placesFor(keyword: Keyword, rows: readonly CountedKeyword[]): CountedKeyword[] {
  return rows.filter(({ path }) => !isWithin(path, keyword));
}

/** The keys of everything above a keyword. */
export function keysAbove(keyword: Keyword): string[] {
  return keyword.slice(1).map((_, at) => keywordKey(keyword.slice(0, at + 1)));
}
