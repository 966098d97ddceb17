import type { Backend, Face } from "../ipc";
import { m } from "../i18n";
import type { FaceActions } from "./faceActions";
import { faceList } from "./pagedList.svelte";
import type { Toasts } from "./toast.svelte";

/** Everybody without a name on one day, to be ignored if the person says so. */
export type Sweep = { day: string; faces: readonly Face[] };

export type SweepHost = {
  backend: Backend;
  actions: FaceActions;
  toasts: Toasts;
  /** Asks once, with what would be ignored. */
  askSweep(sweep: Sweep): void;
  fail(error: unknown): void;
};

/** The day of a moment in local time. */
export const dayOf = (taken: string) => taken.slice(0, 10);

/** Sends everybody away who is still unknown in the photos of a day. */
export class DaySweep {
  readonly #host: SweepHost;

  constructor(host: SweepHost) {
    this.#host = host;
  }

  /** Asks about the day on which something was taken. */
  async ask(taken: string): Promise<void> {
    const day = dayOf(taken);
    try {
      const faces = await this.#unknown(day);
      if (faces.length > 0) this.#host.askSweep({ day, faces });
      else this.#host.toasts.show({ kind: "done", text: m.sweep.nobody(day) });
    } catch (error) {
      this.#host.fail(error);
    }
  }

  /** One step of undo, for those faces that were shown and that nobody has named meanwhile. */
  async run({ day, faces }: Sweep): Promise<boolean> {
    try {
      const shown = new Set(faces.map(({ id }) => id));
      const still = (await this.#unknown(day)).filter(({ id }) => shown.has(id));
      return await this.#host.actions.strangers(still);
    } catch (error) {
      this.#host.fail(error);
      return false;
    }
  }

  #unknown(day: string): Promise<readonly Face[]> {
    return faceList(this.#host.backend, { kind: "day", day }).all();
  }
}
