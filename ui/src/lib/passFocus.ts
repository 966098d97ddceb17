import { tick } from "svelte";

/** Where the focus can stop, in reading order. */
export const stopsIn = (root: HTMLElement): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>("input, a[href], button[aria-expanded]"),
];

/** Gives the focus to a neighbour, the next one first, should what has it go in the change of the page that is about to come. */
export async function passFocus(root: HTMLElement | undefined): Promise<void> {
  const stops = root ? stopsIn(root) : [];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  await tick();
  if (stops[at]?.isConnected) return;
  const neighbours = [...stops.slice(at + 1), ...stops.slice(0, at).reverse()];
  neighbours.find((stop) => stop.isConnected)?.focus();
}
