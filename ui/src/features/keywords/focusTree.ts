import { tick } from "svelte";
import type { Kith } from "../../state/kith.svelte";

/** Who uses the keyboard goes on in the tree, since the line that had the focus may be gone. */
export async function focusTree(kith: Kith): Promise<void> {
  await tick();
  if (kith.byKeyboard) document.querySelector<HTMLElement>('[role="tree"] [tabindex="0"]')?.focus();
}
