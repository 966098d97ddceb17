import { onMount } from "svelte";
import type { Topic } from "../ipc";
import { paced } from "./coalesce";
import type { Optimist } from "./decisions.svelte";
import type { Kith } from "./kith.svelte";

const scanPauseMs = 700;

type Refreshable = { refresh(): Promise<void> };

/** Keeps what is read from the library fresh while its page is open. A scan announces a lot, so it is heard less often. */
export function followLibrary(kith: Kith, list: Refreshable, topics: readonly Topic[]): void {
  const refresh = () => void list.refresh().catch(kith.fail);
  onMount(() => {
    const soon = paced(refresh, scanPauseMs);
    const unsubscribe = kith.library.on(topics, (change) => (change.origin === "scan" ? soon() : refresh()));
    refresh();
    return () => {
      soon.stop();
      unsubscribe();
    };
  });
}

/** The same for a list that shows decisions before the library has answered. */
export function keepFresh(kith: Kith, list: Optimist & Refreshable, topics: readonly Topic[]): void {
  onMount(() => kith.decisions.join(list));
  followLibrary(kith, list, topics);
}
