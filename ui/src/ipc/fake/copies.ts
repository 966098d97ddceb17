import type { CopiedPhotos, Copying } from "../types";
import type { FakePhoto } from "./seed";

const folder = "/home/you/For Rosa";
const tickMs = 100;

/**
 * Copies of photos that nobody keeps. With `fails`, every third photo is not there, and the first of them cannot be read;
 * with `full`, the folder takes nothing; with `slow`, each photo takes its time.
 */
export class FakeCopies {
  readonly #kind: string | null;
  #stopped = false;

  constructor(kind: string | null) {
    this.#kind = kind;
  }

  async copy(
    photos: readonly FakePhoto[],
    root: string,
    listener: (now: Copying) => void,
  ): Promise<CopiedPhotos> {
    this.#stopped = false;
    const copied: CopiedPhotos = { folder, photos: 0, beside: 0, failed: [], stopped: false };
    for (const [done, photo] of photos.entries()) {
      if (this.#stopped) return { ...copied, stopped: true };
      const name = photo.path.split("/").at(-1) ?? "";
      listener({ done, total: photos.length, name });
      if (this.#kind === "slow") await new Promise((resolve) => setTimeout(resolve, tickMs));
      if (this.#kind === "full")
        throw { code: "fileUnwritable", path: `${folder}/${name}`, reason: "No space left on device" };
      const path = `${root}/${photo.path}`;
      const reason = copied.failed.length === 0 ? "Permission denied" : null;
      if (this.#kind === "fails" && done % 3 === 2) copied.failed.push({ photo: photo.id, path, reason });
      else copied.photos += 1;
    }
    return copied;
  }

  stop(): void {
    this.#stopped = true;
  }
}
