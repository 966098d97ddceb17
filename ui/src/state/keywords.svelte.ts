import type { Backend, Decision } from "../ipc";
import { m } from "../i18n";
import { keywordKey, wordOf, type Keyword } from "../lib/keywords";
import type { NameOption } from "../lib/names";
import { coalesced } from "./coalesce";
import type { Decisions } from "./decisions.svelte";

/** All keywords that photos have and everything above them, for a field that asks for one; and what is said of them. */
export class Keywords {
  #all = $state.raw<readonly Keyword[]>([]);
  readonly options: readonly NameOption[] = $derived(this.#all.map(option));
  readonly #byKey = $derived(new Map(this.#all.map((keyword) => [keywordKey(keyword), keyword])));
  readonly #decisions: Pick<Decisions, "run">;
  readonly refresh: () => Promise<void>;

  constructor(backend: Backend, decisions: Pick<Decisions, "run">) {
    this.#decisions = decisions;
    this.refresh = coalesced(async () => {
      this.#all = await backend.listKeywords();
    });
  }

  /** Photos have a keyword, or have it no more: one step of undo, however many there are. */
  async say(photos: readonly string[], keyword: Keyword, has: boolean): Promise<void> {
    const decisions = photos.map((photo): Decision => ({
      kind: "keyword",
      photo,
      keyword: [...keyword],
      has,
    }));
    if (await this.#decisions.run({ decisions, faces: [] })) await this.refresh();
  }

  /** The keyword behind an option. */
  of(option: NameOption): Keyword | null {
    return this.#byKey.get(option.id) ?? null;
  }
}

/** Above a word may stand others, which tell it from one of the same name. */
function option(keyword: Keyword): NameOption {
  const above = m.keywords.path(keyword.slice(0, -1));
  return { id: keywordKey(keyword), name: wordOf(keyword), detail: above, picture: null };
}
