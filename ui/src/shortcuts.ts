import { commandOf, FreshKeys, isMenuKey, isPressable, isTyping, type Command } from "./lib/keys";
import { phone } from "./lib/viewport.svelte";
import type { Kith } from "./state/kith.svelte";

/** The keys of the whole window. */
export function keyHandlers(kith: Kith) {
  const fresh = new FreshKeys();
  return {
    down(event: KeyboardEvent): void {
      const first = fresh.press(event);
      kith.byKeyboard = true;
      if (isMenuKey(event) && !isBusy(kith) && !isTyping(event.target)) return askForMenu(event);
      const command = commandOf(event);
      if (command === null || event.defaultPrevented || isBusy(kith) || isTyping(event.target)) return;
      if ((command === "confirm" || command === "preview") && isPressable(event.target)) return;
      if (!first || run(kith, command)) event.preventDefault();
    },
    up: (event: KeyboardEvent): void => fresh.release(event),
    forget: (): void => fresh.forget(),
  };
}

/** What has the focus is asked for its menu, as by a right click in its middle. */
function askForMenu(event: KeyboardEvent): void {
  if (!(event.target instanceof Element) || event.target === document.body) return;
  const { left, top, width, height } = event.target.getBoundingClientRect();
  const place = { clientX: left + Math.min(width / 2, 60), clientY: top + Math.min(height / 2, 60) };
  const asked = new MouseEvent("contextmenu", { bubbles: true, cancelable: true, ...place });
  if (!event.target.dispatchEvent(asked)) event.preventDefault();
}

/** A dialog or a menu has its own keys. */
function isBusy(kith: Kith): boolean {
  return kith.prompt !== null || kith.menu !== null || kith.decisions.question !== null;
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
    case "history":
      kith.toggleHistory(phone.current);
      return true;
    case "draw":
      return kith.viewer.run(command, true);
    default:
      if (kith.viewer.mode === "full" || kith.viewer.boxes.selected) return kith.viewer.run(command);
      if (kith.router.route.page === "questions") return kith.questions.run(command);
      return kith.series?.run(command) ?? false;
  }
}

function focusSearch(): boolean {
  // A page that has a search of its own means that one.
  const field =
    document.querySelector<HTMLInputElement>("main [data-search]") ??
    document.querySelector<HTMLInputElement>("[data-search]");
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
  if (kith.series?.run("preview")) return true;
  const item = board?.focused;
  if (item?.kind !== "face") return false;
  kith.openPhoto(item.face, phone.current ? "full" : "panel");
  return true;
}

/** Esc steps back one level: a box that is drawn or held, the large photo, the photo beside the grid, the selection, the page. */
function back(kith: Kith): boolean {
  const { viewer, router } = kith;
  if (viewer.back()) return true;
  if (kith.historyOpen && viewer.mode === "closed") {
    kith.historyOpen = false;
    return true;
  }
  if (viewer.mode !== "closed") {
    viewer.close();
    return true;
  }
  if (kith.series?.run("back")) return true;
  if (router.route.page === "group") router.go({ page: "unknown" });
  else if (router.route.page === "person" && router.route.tab !== undefined)
    router.go({ page: "person", id: router.route.id });
  else if (router.route.page !== "home") router.go({ page: "home" });
  else return false;
  return true;
}
