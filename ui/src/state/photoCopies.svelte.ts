import type { Backend, CopiedPhotos, Copying } from "../ipc";
import { m } from "../i18n";
import type { Prompt } from "./kith.svelte";
import type { Toasts } from "./toast.svelte";

type Host = {
  backend: Pick<Backend, "copyPhotos" | "cancelCopying">;
  toasts: Pick<Toasts, "show">;
  prompt: Prompt | null;
  fail(error: unknown): void;
};

/** What is done sooner than this needs no dialog that says so. */
const patienceMs = 500;

/** Copies of photos in a folder that the person chooses: how far it is, and what could not be copied. */
export class PhotoCopies {
  readonly #host: Host;
  /** How far it is; null while nothing is copied. */
  now = $state.raw<Copying | null>(null);
  /** What was copied last, if not all of it was. */
  result = $state.raw<CopiedPhotos | null>(null);
  #copying = false;

  constructor(host: Host) {
    this.#host = host;
  }

  async copy(photos: readonly string[]): Promise<void> {
    if (this.#copying) return;
    this.#copying = true;
    this.result = null;
    let patience: ReturnType<typeof setTimeout> | undefined;
    const show = (now: Copying) => {
      this.now = now;
      patience ??= setTimeout(() => (this.#host.prompt ??= { kind: "copying" }), patienceMs);
    };
    try {
      const copied = await this.#host.backend.copyPhotos({ photos: [...photos] }, show);
      if (copied) this.#report(copied);
    } catch (error) {
      this.#host.fail(error);
    }
    clearTimeout(patience);
    this.now = null;
    this.#copying = false;
    if (this.result === null) this.#close();
  }

  /** Ends it after the photo that is copied now. */
  stop(): void {
    void this.#host.backend.cancelCopying().catch(this.#host.fail);
  }

  #report(copied: CopiedPhotos): void {
    if (copied.failed.length > 0) {
      this.result = copied;
      this.#host.prompt = { kind: "copying" };
      return;
    }
    const { photos, beside, folder } = copied;
    const text = copied.stopped ? m.copies.stopped(photos, folder) : m.copies.done(photos, beside, folder);
    this.#host.toasts.show({ kind: "done", text });
  }

  #close(): void {
    if (this.#host.prompt?.kind === "copying") this.#host.prompt = null;
  }
}
