import type { Backend, Face } from "../ipc";
import { coalesced } from "./coalesce";
import { Pace } from "./pace.svelte";

/** How long a face is looked at before the next one comes, in milliseconds. */
export const paceMs = 900;
/** So many pictures are fetched before it is their turn: each is made from a whole photo. */
const ahead = 3;

/** The faces of somebody, one after the other: which one is shown, and whether it goes on by itself. */
export class Years {
  readonly #backend: Pick<Backend, "throughYears">;
  readonly #person: string;
  readonly #pace = new Pace(
    paceMs,
    () => this.current?.id ?? null,
    () => this.at < this.faces.length - 1 && this.go(this.at + 1),
  );

  /** From the first to the last. */
  faces = $state.raw<readonly Face[]>([]);
  loaded = $state(false);
  at = $state(0);

  readonly refresh = coalesced(() => this.#read());

  constructor(backend: Pick<Backend, "throughYears">, person: string) {
    this.#backend = backend;
    this.#person = person;
  }

  get current(): Face | null {
    return this.faces[this.at] ?? null;
  }

  /** Those that come soon. */
  get coming(): readonly Face[] {
    return this.faces.slice(this.at + 1, this.at + 1 + ahead);
  }

  get playing(): boolean {
    return this.#pace.playing;
  }

  /** Shows the face at a place of the list, or at its nearer end. */
  go(at: number): true {
    this.at = Math.max(0, Math.min(at, this.faces.length - 1));
    this.#pace.wait();
    return true;
  }

  /** A person who looks for a face herself wants it to stay. */
  step(by: 1 | -1): void {
    this.stop();
    this.go(this.at + by);
  }

  /** Goes on by itself from here, or from the start where this is the end; or stays here. */
  toggle(): void {
    if (this.playing) return this.stop();
    if (this.at >= this.faces.length - 1) this.at = 0;
    this.#pace.start();
  }

  stop(): void {
    this.#pace.stop();
  }

  /** The picture of a face is on screen, or cannot be had. */
  pictured(face: string): void {
    this.#pace.pictured(face);
  }

  async #read(): Promise<void> {
    const shown = this.current?.id;
    this.faces = await this.#backend.throughYears({ person: this.#person });
    this.loaded = true;
    const at = this.faces.findIndex(({ id }) => id === shown);
    this.go(at < 0 ? this.at : at);
  }
}
