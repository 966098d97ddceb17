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
    return this.#settle({ kind: "one", conflict: conflict.id }, holds, 1);
  }

  settleAll({ kind, count }: ConflictCount, holds: WhoseWord): Promise<void> {
    return this.#settle({ kind: "all", of: kind }, holds, count);
  }

  async #settle(which: SettleWhich, holds: WhoseWord, count: number): Promise<void> {
    const { backend, library, decisions, toasts } = this.#program;
    this.settling = true;
    try {
      library.undo = await backend.settleConflicts({ which, holds });
      await this.list.refresh();
    } finally {
      this.settling = false;
    }
    // That a file's word holds is a decision as any other; that the person's own holds changes nothing.
    const undo = () => {
      toasts.dismiss();
      void decisions.undo();
    };
    if (holds === "file") toasts.show({ kind: "done", text: m.contradictions.taken(count), undo });
    else toasts.show({ kind: "done", text: m.contradictions.kept(count) });
  }
}
