import type { Backend } from "./backend";

export type { Backend, Unsubscribe } from "./backend";
export { asCommandError } from "./errors";
export type * from "./types";

/** The real host inside the app, an in-memory library in a plain browser. */
export async function connect(): Promise<Backend> {
  if ("__TAURI_INTERNALS__" in window) return (await import("./tauri")).tauriBackend;
  const { fakeBackend } = await import("./fake");
  return fakeBackend(new URLSearchParams(window.location.search));
}
