import type { Face } from "../ipc";

/** What a decision will change, shown at once and dropped when the library has answered. */
export type Expectation = {
  faces: ReadonlyMap<string, Face>;
  /** Groups that will be gone. */
  groups: ReadonlySet<string>;
};

/**
 * The expectations a list still has to lay over what it reads. An answer may have been asked for before the
 * decision arrived, so an expectation holds until a reading that began after the decision was settled.
 */
export class Expectations {
  #open: { expectation: Expectation; settledBefore: number | null }[] = [];

  add(expectation: Expectation): void {
    this.#open.push({ expectation, settledBefore: null });
  }

  /** The decision failed. */
  drop(expectation: Expectation): void {
    this.#open = this.#open.filter((entry) => entry.expectation !== expectation);
  }

  /** The decision is in the library: readings numbered from `reading` on know of it. */
  settle(expectation: Expectation, reading: number): void {
    for (const entry of this.#open) if (entry.expectation === expectation) entry.settledBefore = reading;
  }

  /** Reading number `reading` has arrived. */
  arrived(reading: number): void {
    this.#open = this.#open.filter((entry) => entry.settledBefore === null || entry.settledBefore > reading);
  }

  face(face: Face): Face {
    return this.#open.reduce((seen, { expectation }) => expectation.faces.get(seen.id) ?? seen, face);
  }

  hides(group: string): boolean {
    return this.#open.some(({ expectation }) => expectation.groups.has(group));
  }
}
