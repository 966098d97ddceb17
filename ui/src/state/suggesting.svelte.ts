import type { Backend, Strictness, StrictnessEffect } from "../ipc";

/** How sure Kith must be before it suggests a name, and what each choice would do. */
export class Suggesting {
  readonly #backend: Backend;
  /** Null until it is read. */
  strictness = $state.raw<Strictness | null>(null);
  /** Null until the confirmed faces are looked at. */
  effects = $state.raw<readonly StrictnessEffect[] | null>(null);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    this.strictness = await this.#backend.strictness();
    this.effects = await this.#backend.strictnessEffects();
  }

  /** The choice is shown at once, and taken back if it cannot be kept. */
  async choose(strictness: Strictness): Promise<void> {
    const before = this.strictness;
    this.strictness = strictness;
    try {
      await this.#backend.setStrictness({ strictness });
    } catch (error) {
      this.strictness = before;
      throw error;
    }
  }

  /** How many faces were looked at. */
  get checked(): number {
    const [first] = this.effects ?? [];
    return first ? first.right + first.wrong + first.silent : 0;
  }
}
