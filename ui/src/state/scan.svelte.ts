import type { Backend, Job, ScanSettings } from "../ipc";

/** The running or last scan. */
export class Scan {
  readonly #backend: Backend;
  readonly #onError: (error: unknown) => void;
  job = $state.raw<Job | null>(null);
  /** Null until they are read. */
  settings = $state.raw<ScanSettings | null>(null);

  constructor(backend: Backend, onError: (error: unknown) => void) {
    this.#backend = backend;
    this.#onError = onError;
  }

  /** From now on `listener` hears how the scan stands. */
  async start(job: Job | null, listener: (job: Job) => void): Promise<void> {
    const hear = (latest: Job) => {
      this.job = latest;
      listener(latest);
    };
    this.job = job;
    if (job) listener(job);
    await this.#backend.watchScan(hear);
  }

  get busy(): boolean {
    return this.job?.state === "running" || this.job?.state === "paused";
  }

  /** Whether a folder was chosen, whose scan has begun. */
  chooseFolders = async (): Promise<boolean> => {
    let chosen = 0;
    await this.#try(async () => void (chosen = (await this.#backend.chooseFolders()).length));
    return chosen > 0;
  };
  /** Whether the scan of the system's folder of pictures has begun. */
  pictures = () => this.#try(() => this.#backend.scanPictures());
  /** Looks at what is new or changed, in all folders. */
  again = () => this.look(null, false);
  /** Looks at a folder, or at all; `unchanged` for photos that are as they were, too. */
  look = (folder: string | null, unchanged: boolean) =>
    this.#try(() => this.#backend.scanAgain({ folder, unchanged }));
  pause = () => this.#try(() => this.#backend.pauseScan());
  resume = () => this.#try(() => this.#backend.resumeScan());
  cancel = () => this.#try(() => this.#backend.cancelScan());

  readSettings = () => this.#try(async () => void (this.settings = await this.#backend.scanSettings()));

  /** The choice is shown at once, and taken back if it cannot be kept. */
  async setBattery(battery: number): Promise<void> {
    const before = this.settings;
    this.settings = { battery };
    const kept = await this.#try(() => this.#backend.setScanSettings({ battery }));
    if (!kept) this.settings = before;
  }

  async #try(command: () => Promise<void>): Promise<boolean> {
    try {
      await command();
      return true;
    } catch (error) {
      this.#onError(error);
      return false;
    }
  }
}
