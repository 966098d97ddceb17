/** Goes on by itself: what is shown stays for a while once its picture is there, and then comes what is next. */
export class Pace {
  readonly #ms: number;
  readonly #shown: () => string | null;
  readonly #next: () => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whose picture was there last. */
  #pictured: string | null = null;
  playing = $state(false);

  /** `shown` is what is on screen; `next` goes on, or says that nothing comes any more. */
  constructor(ms: number, shown: () => string | null, next: () => boolean) {
    this.#ms = ms;
    this.#shown = shown;
    this.#next = next;
  }

  start(): void {
    this.playing = true;
    this.wait();
  }

  stop(): void {
    this.playing = false;
    clearTimeout(this.#timer);
  }

  /** The picture of something is on screen, or cannot be had. */
  pictured(what: string): void {
    this.#pictured = what;
    this.wait();
  }

  /** What is shown has its time from now on, or as soon as its picture is there. */
  wait(): void {
    clearTimeout(this.#timer);
    if (!this.playing || this.#pictured === null || this.#pictured !== this.#shown()) return;
    this.#timer = setTimeout(() => {
      if (!this.#next()) this.playing = false;
    }, this.#ms);
  }
}
