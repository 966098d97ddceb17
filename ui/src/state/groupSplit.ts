import type { Backend, Decision, Face } from "../ipc";
import { m } from "../i18n";
import type { Decisions } from "./decisions.svelte";
import type { Library } from "./library.svelte";
import type { Router } from "./route.svelte";

/** Where a face is: in a group, alone, or, if it is no longer unknown, somewhere else. */
type Whereabouts = { group: string | null; unknown: boolean };

export type SplitHost = {
  backend: Backend;
  decisions: Decisions;
  library: Library;
  router: Router;
  fail(error: unknown): void;
};

/**
 * Each face that leaves differs from one that stays: so all of them come together on the other side, and nothing is said of
 * how they are to each other, for they may be several people. The library takes those along that look more like them.
 */
export function splitDecisions(leaving: readonly Face[], stays: Face): Decision[] {
  return leaving.map((face) => ({ kind: "different", face: face.id, other: stays.id }));
}

/** Parts the group of a page by faces that are somebody else; the page stays with those who stay. */
export class GroupSplit {
  readonly #host: SplitHost;
  readonly #group: string;
  /** A later split, or the end of the page, makes the waiting for an earlier one void. */
  #turn = 0;

  constructor(host: SplitHost, group: string) {
    this.#host = host;
    this.#group = group;
  }

  /** Resolves to whether the library took it; that the group falls apart comes a moment later. */
  async split(leaving: readonly Face[], stays: Face): Promise<boolean> {
    const [first] = leaving;
    if (!first) return false;
    const link = { label: m.split.showOther, run: () => void this.#showOther(first, stays) };
    const taken = await this.#host.decisions.run({
      decisions: splitDecisions(leaving, stays),
      faces: [],
      toast: { text: m.split.done(leaving.length), link },
    });
    if (taken) void this.#follow(first, stays).catch(this.#host.fail);
    return taken;
  }

  /** The page is gone. */
  stop(): void {
    this.#turn += 1;
  }

  /** The larger part keeps the group's number, and that may be the other one. */
  async #follow(left: Face, stays: Face): Promise<void> {
    const parts = await this.#parted(left, stays);
    if (parts?.stays.unknown && parts.stays.group !== this.#group) this.#go(parts.stays);
  }

  async #showOther(left: Face, stays: Face): Promise<void> {
    try {
      const parts = await this.#parted(left, stays);
      if (parts) this.#go(parts.left);
    } catch (error) {
      this.#host.fail(error);
    }
  }

  /** A face that is left alone is among those that are. */
  #go({ group }: Whereabouts): void {
    this.#host.router.go(group === null ? { page: "unknown" } : { page: "group", id: group });
  }

  /** Where both are once that is not one group; null if something else was done in between. */
  async #parted(left: Face, stays: Face): Promise<{ left: Whereabouts; stays: Whereabouts } | null> {
    const turn = (this.#turn += 1);
    while (turn === this.#turn) {
      const change = nextChange(this.#host.library);
      const [one, other] = await Promise.all([this.#find(left), this.#find(stays)]);
      if (one.group === null || one.group !== other.group) {
        change.stop();
        return turn === this.#turn ? { left: one, stays: other } : null;
      }
      await change.heard;
    }
    return null;
  }

  async #find({ id, photo }: Face): Promise<Whereabouts> {
    const { faces } = await this.#host.backend.getPhoto({ photo });
    const face = faces.find((one) => one.id === id);
    return { group: face?.group ?? null, unknown: face?.state === "unknown" };
  }
}

function nextChange(library: Library): { heard: Promise<void>; stop(): void } {
  let stop = () => {};
  const heard = new Promise<void>((resolve) => {
    stop = library.on(["groups"], () => resolve());
  });
  return { heard: heard.then(() => stop()), stop: () => stop() };
}
