type Size = { key: string; smallest: number; largest: number; usual: number };

export const faceSizes: Size = { key: "kith.faceSize", smallest: 72, largest: 240, usual: 128 };
export const photoSizes: Size = { key: "kith.photoSize", smallest: 96, largest: 320, usual: 176 };

function readSize({ key, smallest, largest, usual }: Size): number {
  const stored = Number(localStorage.getItem(key));
  return stored >= smallest && stored <= largest ? stored : usual;
}

function keepSize({ key, smallest, largest }: Size, size: number): number {
  const kept = Math.min(largest, Math.max(smallest, size));
  localStorage.setItem(key, String(kept));
  return kept;
}

/** How this window is set up; a matter of taste, so it stays with the window and not in the library. */
export class Preferences {
  #faceSize = $state(readSize(faceSizes));
  #photoSize = $state(readSize(photoSizes));

  get faceSize(): number {
    return this.#faceSize;
  }

  set faceSize(size: number) {
    this.#faceSize = keepSize(faceSizes, size);
  }

  get photoSize(): number {
    return this.#photoSize;
  }

  set photoSize(size: number) {
    this.#photoSize = keepSize(photoSizes, size);
  }
}
