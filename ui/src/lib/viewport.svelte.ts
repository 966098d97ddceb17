import { MediaQuery } from "svelte/reactivity";

/** Below this width there is one column, a bottom navigation and sheets. */
export const phone = new MediaQuery("(max-width: 720px)");

export const calm = new MediaQuery("(prefers-reduced-motion: reduce)");
