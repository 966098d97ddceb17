import { SvelteSet } from "svelte/reactivity";
import type { Backend, Decision, KeywordRow } from "../ipc";
import { m } from "../i18n";
import { isWithin, keywordKey, type Keyword } from "../lib/keywords";
import { keysAbove, treeOf } from "../lib/keywordTree";
import { coalesced } from "./coalesce";
import type { Decisions } from "./decisions.svelte";

/** So many keywords are all shown at first. */
const fewKeywords = 60;

/** All keywords with how many photos each has, what of their tree is unfolded, and what is said of one as a whole. */
export class KeywordTree {
  rows = $state.raw<readonly KeywordRow[]>([]);
  loaded = $state(false);
  readonly roots = $derived(treeOf(this.rows, m.byName));
  /** The keys of what is unfolded. */
  readonly open = new SvelteSet<string>();
  /** The key of the line that had the focus last. */
  focused = $state<string | null>(null);
  readonly refresh: () => Promise<void>;
  readonly #byKey = $derived(new Map(this.rows.map((row) => [keywordKey(row.path), row])));
  readonly #decisions: Pick<Decisions, "run">;

  constructor(backend: Pick<Backend, "keywordTree">, decisions: Pick<Decisions, "run">) {
    this.#decisions = decisions;
    this.refresh = coalesced(async () => {
      this.rows = await backend.keywordTree();
      if (!this.loaded && this.rows.length <= fewKeywords) this.unfoldAll();
      this.loaded = true;
    });
  }

  find(keyword: Keyword): KeywordRow | null {
    return this.at(keywordKey(keyword));
  }

  /** The keyword with that key. */
  at(key: string): KeywordRow | null {
    return this.#byKey.get(key) ?? null;
  }

  toggle(key: string): void {
    if (!this.open.delete(key)) this.open.add(key);
  }

  unfoldAll(): void {
    for (const { path } of this.rows) for (const key of keysAbove(path)) this.open.add(key);
  }

  foldAll(): void {
    this.open.clear();
  }

  /** Gives a keyword, with all that lies below it, another name or place; with `merge` there may be one of that name. */
  async rename(keyword: Keyword, to: Keyword, merge: boolean): Promise<boolean> {
    const moved = this.#openBelow(keyword, to);
    const renamed = await this.#say({ kind: "renameKeyword", keyword: [...keyword], to: [...to], merge });
    if (!renamed) return false;
    for (const key of [...moved, ...keysAbove(to)]) this.open.add(key);
    this.focused = keywordKey(to);
    return true;
  }

  async remove(keyword: Keyword): Promise<boolean> {
    const removed = await this.#say({ kind: "deleteKeyword", keyword: [...keyword] });
    if (removed) this.focused = keywordKey(keyword.slice(0, -1));
    return removed;
  }

  async #say(decision: Decision): Promise<boolean> {
    const said = await this.#decisions.run({ decisions: [decision], faces: [] });
    if (said) await this.refresh();
    return said;
  }

  /** What is unfolded of a keyword stays so under another name. */
  #openBelow(keyword: Keyword, to: Keyword): string[] {
    const within = this.rows.filter(({ path }) => isWithin(path, keyword) && this.open.has(keywordKey(path)));
    return within.map(({ path }) => keywordKey([...to, ...path.slice(keyword.length)]));
  }
}
