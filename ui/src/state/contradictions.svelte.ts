import type { Backend, Conflict, ConflictCount, SettleWhich, WhoseWord } from "../ipc";
import { m } from "../i18n";
import type { Decisions } from "./decisions.svelte";
import type { Library } from "./library.svelte";
import { PagedList } from "./pagedList.svelte";
import type { Toasts } from "./toast.svelte";

type Program = { backend: Backend; library: Library; decisions: Decisions; toasts: Toasts };

/** Faces of which files say something else than the person, one kind after the other. */
export class Contradictions {
  readonly #program: Program;
  readonly list: PagedList<Conflict>;
  /** How many there are of each kind that there is. */
  kinds = $state.raw<readonly ConflictCount[]>([]);
  settling = $state(false);

  constructor(program: Program) {
    this.#program = program;
    this.list = new PagedList<Conflict>({
      pageSize: 60,
      read: async (offset, limit) => {
        const page = await program.backend.listConflicts({ offset, limit });
        this.kinds = page.kinds;
        return { total: page.total, items: page.conflicts };
      },
      expected: (conflict) => conflict,
    });
  }

  of(kind: ConflictCount["kind"]): readonly Conflict[] {
    return this.list.items.filter((conflict) => conflict.kind === kind);
  }

  settleOne(conflict: Conflict, holds: WhoseWord): Promise<void> {
    return this.#settle({ kind: "one", conflict: conflict.id }, holds);
  }

  settleAll({ kind }: ConflictCount, holds: WhoseWord): Promise<void> {
    return this.#settle({ kind: "all", of: kind }, holds);
  }

  async #settle(which: SettleWhich, holds: WhoseWord): Promise<void> {
    const { backend, library, toasts } = this.#program;
    this.settling = true;
    try {
      const { settled, undo } = await backend.settleConflicts({ which, holds });
      library.undo = undo;
      await this.list.refresh();
      const text = m.contradictions[holds === "file" ? "taken" : "kept"](settled);
      // Without a step, undo would take back something else.
      toasts.show({ kind: "done", text, ...(settled > 0 ? { undo: this.#undo } : {}) });
    } finally {
      this.settling = false;
    }
  }

  readonly #undo = (): void => {
    this.#program.toasts.dismiss();
    void this.#program.decisions.undo();
  };
}
