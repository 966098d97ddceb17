import type {
  Backend,
  FileWork,
  NamesInFiles,
  StoppedFile,
  WaitingFile,
  WriteNames,
  WritingSettings,
} from "../ipc";
import { coalesced, paced } from "./coalesce";
import type { Library } from "./library.svelte";
import { PagedList } from "./pagedList.svelte";

/** Writing and scanning announce a lot. */
const busyPauseMs = 500;
const pageSize = 20;

const nothing: NamesInFiles = {
  settings: { keeping: "kith", keepDates: false, peopleAsKeywords: false, automatic: false },
  waiting: 0,
  stopped: 0,
  offered: 0,
  conflicts: 0,
};

/** Names in files: what the person chose, what waits to be written, and the writing itself. */
export class InFiles {
  readonly #backend: Backend;
  readonly #onError: (error: unknown) => void;

  state = $state.raw<NamesInFiles>(nothing);
  /** The work on files that goes on, or the last one. */
  work = $state.raw<FileWork | null>(null);
  readonly stopped: PagedList<StoppedFile>;
  /** The files that somebody looks at, with what would change; null while nobody does. */
  looked = $state.raw<PagedList<WaitingFile> | null>(null);
  #choices = 0;

  constructor(backend: Backend, onError: (error: unknown) => void) {
    this.#backend = backend;
    this.#onError = onError;
    this.stopped = fileList((offset, limit) => backend.listStopped({ offset, limit }));
  }

  readonly refresh = coalesced(async () => {
    const choices = this.#choices;
    const read = await this.#backend.namesInFiles();
    // What was chosen meanwhile is newer than what was read.
    const state = choices === this.#choices ? read : { ...read, settings: this.state.settings };
    // While files are written, every one of them is announced.
    const isAsBefore = this.busy && state.stopped === this.state.stopped;
    if (state.stopped > 0 && !isAsBefore) await this.stopped.refresh();
    const isNew = state.waiting !== this.state.waiting;
    this.state = state;
    if (isNew && !this.busy) await this.looked?.refresh();
  });

  async start(library: Library): Promise<void> {
    const refresh = () => void this.refresh().catch(this.#onError);
    const soon = paced(refresh, busyPauseMs);
    library.on(["files"], (change) => (change.origin === "decision" ? refresh() : soon()));
    await this.#backend.watchFileWork((work) => {
      const ended = this.busy && work.state !== "running";
      this.work = work;
      if (ended) void this.#try(() => this.#afterWork());
    });
    await this.refresh();
  }

  get busy(): boolean {
    return this.work?.state === "running";
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

  write = (which: WriteNames) => this.#try(() => this.#backend.writeNames(which));
  cancel = () => this.#try(() => this.#backend.cancelFileWork());

  /** Looks at the first files that wait. */
  look = (): Promise<void> => {
    const list = fileList((offset, limit) => this.#backend.listWaiting({ offset, limit }));
    this.looked = list;
    return this.#try(() => list.refresh());
  };

  lookAway = (): void => {
    this.looked = null;
  };

  more = (list: PagedList<StoppedFile> | PagedList<WaitingFile>) => this.#try(() => list.more());

  async #afterWork(): Promise<void> {
    await this.refresh();
    await this.looked?.refresh();
  }

  async #try(command: () => Promise<void>): Promise<void> {
    try {
      await command();
    } catch (error) {
      this.#onError(error);
    }
  }
}

function fileList<T extends { id: string }>(
  page: (offset: number, limit: number) => Promise<{ total: number; files: T[] }>,
): PagedList<T> {
  return new PagedList<T>({
    pageSize,
    async read(offset, limit) {
      const { total, files } = await page(offset, limit);
      return { total, items: files };
    },
    expected: (file) => file,
  });
}
