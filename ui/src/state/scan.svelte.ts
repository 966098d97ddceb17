import type { Backend, Job } from "../ipc";

/** The running or last scan. */
export class Scan {
  readonly #backend: Backend;
  readonly #onError: (error: unknown) => void;
  job = $state.raw<Job | null>(null);

  constructor(backend: Backend, onError: (error: unknown) => void) {
    this.#backend = backend;
    this.#onError = onError;
  }

  async start(job: Job | null): Promise<void> {
    this.job = job;
    await this.#backend.watchScan((latest) => (this.job = latest));
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
  again = () => this.#try(() => this.#backend.scanAgain());
  pause = () => this.#try(() => this.#backend.pauseScan());
  resume = () => this.#try(() => this.#backend.resumeScan());
  cancel = () => this.#try(() => this.#backend.cancelScan());

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
