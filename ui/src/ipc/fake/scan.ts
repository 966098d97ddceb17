import type { Hold, Job, ScanSettings, Unreadable } from "../types";
import type { FakePhoto } from "./seed";

const photosPerTick = 3;
const tickMs = 150;

/** A scan that takes a few photos a tick, so that everything it does can be watched. */
export class FakeScan {
  job: Job | null = null;
  unreadable: Unreadable[] = [];
  settings: ScanSettings = { battery: 20 };
  #timer: ReturnType<typeof setInterval> | null = null;
  /** Photos that were scanned before and are to be looked at once more. */
  #again = 0;
  readonly #photos: FakePhoto[];
  readonly #facesScanned: () => number;
  readonly #onTick: (job: Job) => void;

  constructor(photos: FakePhoto[], facesScanned: () => number, onTick: (job: Job) => void) {
    this.#photos = photos;
    this.#facesScanned = facesScanned;
    this.#onTick = onTick;
  }

  /** Goes on, or begins anew; `again` with photos that were scanned before. */
  start(again = false): void {
    if (again) this.#again = this.#photos.length;
    this.#report("running");
    this.#timer ??= setInterval(() => this.#tick(), tickMs);
  }

  stop(state: "paused" | "cancelled"): void {
    if (!this.job || this.#timer === null) {
      if (this.job?.state === "paused" && state === "cancelled") this.#report(state);
      return;
    }
    this.#rest();
    if (state === "cancelled") this.#again = 0;
    this.#report(state);
  }

  /** Waits though nobody paused it. */
  hold(why: Hold): void {
    this.#rest();
    this.#report("paused", why);
  }

  finishAtOnce(): void {
    for (const photo of this.#photos) photo.scanned = true;
    this.#findUnreadable();
    this.#report("finished");
  }

  #tick(): void {
    const waiting = this.#photos.filter((photo) => !photo.scanned);
    for (const photo of waiting.slice(0, photosPerTick)) photo.scanned = true;
    this.#again = Math.max(0, this.#again - photosPerTick);
    if (waiting.length <= photosPerTick && this.#again === 0) {
      this.#rest();
      this.#findUnreadable();
      this.#report("finished");
    } else this.#report("running");
  }

  #rest(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #findUnreadable(): void {
    this.unreadable = [
      { path: "2019/Lisbon/IMG_4711.jpg", reason: "The file ends in the middle of the picture." },
      { path: "2016/Hiking/P1020034.jpg", reason: "Not a picture: the first bytes are not those of a JPEG." },
      { path: "scans/album-3.tif", reason: "Permission denied." },
    ];
  }

  #report(state: Job["state"], hold: Hold | null = null): void {
    const scanned = this.#photos.filter((photo) => photo.scanned).length;
    const done = Math.min(scanned, this.#photos.length - this.#again);
    const running = state === "running";
    const rate = photosPerTick / (tickMs / 1000);
    this.job = {
      state,
      hold,
      done,
      total: this.#photos.length,
      faces: this.#facesScanned(),
      failed: this.unreadable.length,
      photosPerSecond: running ? rate : null,
      secondsLeft: running ? Math.ceil((this.#photos.length - done) / rate) : null,
    };
    this.#onTick(this.job);
  }
}
