export type Toast = {
  kind: "done" | "error";
  text: string;
  /** Takes back everything the toast counts. */
  undo?: () => void;
  /** Leads to what came of it. */
  link?: { label: string; run: () => void };
};

const shownMs = { done: 6000, error: 15000 };

/** The one message at the foot of the page: it counts up, stays while the pointer is on it, and then goes. */
export class Toasts {
  current = $state.raw<Toast | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held = false;

  show(toast: Toast): void {
    this.current = toast;
    this.#restart();
  }

  error(text: string): void {
    this.show({ kind: "error", text });
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.current = null;
    this.#held = false;
  }

  hold(): void {
    this.#held = true;
    clearTimeout(this.#timer);
  }

  release(): void {
    this.#held = false;
    if (this.current) this.#restart();
  }

  #restart(): void {
    clearTimeout(this.#timer);
    if (this.#held || !this.current) return;
    this.#timer = setTimeout(() => this.dismiss(), shownMs[this.current.kind]);
  }
}
