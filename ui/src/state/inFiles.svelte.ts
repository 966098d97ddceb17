import type { Backend, FileWork, NamesInFiles, StoppedFile, WaitingFile, WritingSettings } from "../ipc";
import { coalesced, paced } from "./coalesce";
import type { Library } from "./library.svelte";

/** Writing and scanning announce a lot. */
const busyPauseMs = 500;
const pageSize = 20;

const nothing: NamesInFiles = {
  settings: { keeping: "kith", keepDates: false, automatic: false },
  waiting: 0,
  stopped: 0,
  conflicts: 0,
};

/** Names in files: what the person chose, what waits to be written, and the writing itself. */
export class InFiles {
  readonly #backend: Backend;
  readonly #onError: (error: unknown) => void;

  state = $state.raw<NamesInFiles>(nothing);
  /** The work on files that goes on, or the last one. */
  work = $state.raw<FileWork | null>(null);
  stopped = $state.raw<readonly StoppedFile[]>([]);
  /** The files that somebody looks at, with what would change; null while nobody does. */
  looked = $state.raw<{ total: number; files: readonly WaitingFile[] } | null>(null);
  looking = $state(false);
  #looks = 0;
  #choices = 0;

  constructor(backend: Backend, onError: (error: unknown) => void) {
    this.#backend = backend;
    this.#onError = onError;
  }

  readonly refresh = coalesced(async () => {
    const choices = this.#choices;
    const read = await this.#backend.namesInFiles();
    // What was chosen meanwhile is newer than what was read.
    const state = choices === this.#choices ? read : { ...read, settings: this.state.settings };
    this.stopped = state.stopped > 0 ? await this.#backend.stoppedFiles() : [];
    const isNew = state.waiting !== this.state.waiting;
    this.state = state;
    if (isNew && this.looked !== null && !this.busy) await this.#look(0);
  });

  async start(library: Library): Promise<void> {
    const refresh = () => void this.refresh().catch(this.#onError);
    const soon = paced(refresh, busyPauseMs);
    library.on(["files"], (change) => (change.origin === "decision" ? refresh() : soon()));
    await this.#backend.watchFileWork((work) => {
      const ended = this.busy && !work.running;
      this.work = work;
      if (ended) void this.#try(() => this.#afterWork());
    });
    await this.refresh();
  }

  get busy(): boolean {
    return this.work?.running ?? false;
  }

  /** The choice is shown at once, and taken back if it cannot be kept; resolves to whether it was. */
  async choose(change: Partial<WritingSettings>): Promise<boolean> {
    const before = this.state;
    this.#choices += 1;
    const settings = { ...before.settings, ...change };
    this.state = { ...before, settings };
    try {
      await this.#backend.setWritingSettings(settings);
      this.#choices += 1;
      await this.refresh();
      return true;
    } catch (error) {
      this.state = before;
      this.#onError(error);
      return false;
    }
  }

  /** Writes all that wait, or only these. */
  write = (files: string[] = []) => this.#try(() => this.#backend.writeNames({ files }));
  cancel = () => this.#try(() => this.#backend.cancelFileWork());

  /** Looks at the first files that wait, or at some more of them. */
  look = () => this.#try(() => this.#look(this.looked?.files.length ?? 0));

  lookAway = (): void => {
    this.#looks += 1;
    this.looking = false;
    this.looked = null;
  };

  async #afterWork(): Promise<void> {
    await this.refresh();
    if (this.looked !== null) await this.#look(0);
  }

  async #look(offset: number): Promise<void> {
    const look = ++this.#looks;
    this.looking = true;
    try {
      const { total, files } = await this.#backend.listWaiting({ offset, limit: pageSize });
      if (look !== this.#looks) return;
      const before = this.looked?.files.slice(0, offset) ?? [];
      this.looked = { total, files: [...before, ...files] };
    } finally {
      if (look === this.#looks) this.looking = false;
    }
  }

  async #try(command: () => Promise<void>): Promise<void> {
    try {
      await command();
    } catch (error) {
      this.#onError(error);
    }
  }
}
