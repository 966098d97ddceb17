import { commandOf, FreshKeys, isPressable, isTyping, type Command } from "./lib/keys";
import { phone } from "./lib/viewport.svelte";
import type { Kith } from "./state/kith.svelte";

/** The keys of the whole window. */
export function keyHandlers(kith: Kith) {
  const fresh = new FreshKeys();
  return {
    down(event: KeyboardEvent): void {
      const first = fresh.press(event);
      kith.byKeyboard = true;
      const command = commandOf(event);
      if (command === null || event.defaultPrevented || isBusy(kith) || isTyping(event.target)) return;
      if ((command === "confirm" || command === "preview") && isPressable(event.target)) return;
      if (!first || run(kith, command)) event.preventDefault();
    },
    up: (event: KeyboardEvent): void => fresh.release(event),
    forget: (): void => fresh.forget(),
  };
}

/** A dialog has its own keys. */
function isBusy(kith: Kith): boolean {
  return kith.prompt !== null || kith.decisions.question !== null;
}

function run(kith: Kith, command: Command): boolean {
  switch (command) {
    case "undo":
      void kith.decisions.undo();
      return true;
    case "redo":
      void kith.decisions.redo();
      return true;
    case "help":
      kith.prompt = { kind: "help" };
      return true;
    case "search":
      return focusSearch();
    case "preview":
      return preview(kith);
    case "back":
      return back(kith);
    default:
      if (kith.viewer.mode === "full") return kith.viewer.run(command);
      if (kith.router.route.page === "questions") return kith.questions.run(command);
      return kith.board?.run(command) ?? false;
  }
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-search]");
  field?.focus();
  field?.select();
  return field !== null;
}

function preview(kith: Kith): boolean {
  const { viewer, board } = kith;
  if (viewer.mode !== "closed") {
    viewer.close();
    return true;
  }
  if (board?.run("preview")) return true;
  const item = board?.focused;
  if (item?.kind !== "face") return false;
  kith.openPhoto(item.face, phone.current ? "full" : "panel");
  return true;
}

/** Esc steps back one level: the large photo, the photo beside the grid, the selection, the page. */
function back(kith: Kith): boolean {
  const { viewer, board, router } = kith;
  if (viewer.mode !== "closed") {
    viewer.close();
    return true;
  }
  if (board?.run("back")) return true;
  if (router.route.page === "group") router.go({ page: "unknown" });
  else if (router.route.page !== "home") router.go({ page: "home" });
  else return false;
  return true;
}
