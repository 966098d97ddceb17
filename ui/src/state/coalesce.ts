/** Runs `work` again after a call that came while it was running, once, however many came. */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    running = work().finally(() => (running = null));
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(noop, noop).then(() => {
      next = null;
      return start();
    });
    return next;
  };
}

/** Runs `work` at most once in `pauseMs`, at the end of the pause, for any number of calls. */
export function paced(work: () => void, pauseMs: number): { (): void; stop(): void } {
  let pause: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    pause ??= setTimeout(() => {
      pause = undefined;
      work();
    }, pauseMs);
  };
  return Object.assign(run, { stop: () => clearTimeout(pause) });
}

const noop = () => {};
