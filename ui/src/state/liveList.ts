import { onMount } from "svelte";
import type { Topic } from "../ipc";
import { paced } from "./coalesce";
import type { Optimist } from "./decisions.svelte";
import type { Kith } from "./kith.svelte";

const scanPauseMs = 700;

/** Keeps a list fresh while the page that shows it is open. A scan announces a lot, so it is heard less often. */
export function keepFresh(
  kith: Kith,
  list: Optimist & { refresh(): Promise<void> },
  topics: readonly Topic[],
): void {
  const refresh = () => void list.refresh().catch(kith.fail);
  onMount(() => {
    const soon = paced(refresh, scanPauseMs);
    const leave = kith.decisions.join(list);
    const unsubscribe = kith.library.on(topics, (change) => (change.origin === "scan" ? soon() : refresh()));
    refresh();
    return () => {
      soon.stop();
      leave();
      unsubscribe();
    };
  });
}
