export type { Messages } from "./en";
export { languages, m, speak, type Language } from "./language.svelte";
