const sizeKey = "kith.faceSize";
const [smallest, largest] = [72, 240];

function readSize(): number {
  const stored = Number(localStorage.getItem(sizeKey));
  return stored >= smallest && stored <= largest ? stored : 128;
}

/** How this window is set up; a matter of taste, so it stays with the window and not in the library. */
export class Preferences {
  #size = $state(readSize());

  get faceSize(): number {
    return this.#size;
  }

  set faceSize(size: number) {
    this.#size = Math.min(largest, Math.max(smallest, size));
    localStorage.setItem(sizeKey, String(this.#size));
  }
}
