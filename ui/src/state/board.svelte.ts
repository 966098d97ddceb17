import type { Backend, Face, Group } from "../ipc";
import type { Command } from "../lib/keys";
import { canConfirm, type FaceActions, type Place, type Targets } from "./faceActions";
import { faceList } from "./pagedList.svelte";
import type { Neighbour, Series } from "./photoViewer.svelte";
import { Selection } from "./selection.svelte";

export type BoardItem =
  { kind: "face"; id: string; face: Face } | { kind: "group"; id: string; group: Group };

export type BoardSection = {
  id: string;
  title: string | null;
  cell: "face" | "group";
  items: readonly BoardItem[];
  /** How many more there are that have not been read. */
  waiting: number;
  /** What can be done about all of it; `quiet` where it is not what is expected. */
  action?: { label: string; run: () => void; quiet?: boolean };
};

export const faceItems = (faces: readonly Face[]): BoardItem[] =>
  faces.map((face) => ({ kind: "face", id: face.id, face }));

export const groupItems = (groups: readonly Group[]): BoardItem[] =>
  groups.map((group) => ({ kind: "group", id: `group:${group.id}`, group }));

/** What a board asks of the program around it. */
export type BoardHost = {
  backend: Backend;
  actions: FaceActions;
  /** Asks for a name; those of whom a file says that they are in the photo come first. */
  askName(count: number, submit: (place: Place) => void, named?: readonly string[]): void;
  askMove(count: number, submit: (place: Place) => void, named?: readonly string[]): void;
};

/** The faces and groups of one page: what is shown in which order, selected, focused, and done about it. */
export class Board implements Series {
  readonly selection = new Selection();
  readonly #host: BoardHost;
  readonly #arrange: () => BoardSection[];
  /** Moves the focus to a group's name field. */
  focusName: ((id: string) => void) | null = null;
  openGroup: ((group: Group) => void) | null = null;
  /** Says that these faces are somebody else than one that stays; only the page of a group has it. */
  splitOff: ((leaving: readonly Face[], stays: Face) => void) | null = null;
  /** Reads the lists to their ends, for those who want all of it. */
  readAll: (() => Promise<unknown>) | null = null;
  /** The grid that shows it. */
  view: { toSection(id: string): void } | null = null;

  constructor(host: BoardHost, arrange: () => BoardSection[]) {
    this.#host = host;
    this.#arrange = arrange;
  }

  sections: readonly BoardSection[] = $derived.by(() => this.#arrange());
  items: readonly BoardItem[] = $derived(this.sections.flatMap((section) => section.items));
  order: readonly string[] = $derived(this.items.map((item) => item.id));
  #byId = $derived(new Map(this.items.map((item) => [item.id, item])));

  item(id: string | null): BoardItem | null {
    return id === null ? null : (this.#byId.get(id) ?? null);
  }

  get focused(): BoardItem | null {
    return this.item(this.selection.focus);
  }

  /** The selection, or what has the focus. */
  get chosen(): BoardItem[] {
    if (this.selection.size > 0) return this.items.filter((item) => this.selection.has(item.id));
    return this.focused ? [this.focused] : [];
  }

  /** What a gesture on one item is about: the whole selection when the item is part of it. */
  withSelection(id: string): BoardItem[] {
    if (this.selection.has(id)) return this.chosen;
    const item = this.item(id);
    return item ? [item] : [];
  }

  /** The faces on screen that stand for `items`; a group is known by its first seven. */
  facesOf(items: readonly BoardItem[]): Face[] {
    return items.flatMap((item) => (item.kind === "face" ? [item.face] : item.group.faces));
  }

  /** Whether these are some of the faces of a group, and not all that are known of it. */
  canSplit(items: readonly BoardItem[]): boolean {
    return this.splitOff !== null && items.length > 0 && items.length < this.items.length;
  }

  countOf(items: readonly BoardItem[]): number {
    return items.reduce((sum, item) => sum + (item.kind === "face" ? 1 : item.group.count), 0);
  }

  /** Every face of `items`, with the groups read to the end. */
  async targets(items: readonly BoardItem[]): Promise<Targets> {
    const groups = items.flatMap((item) => (item.kind === "group" ? [item.group.id] : []));
    const read = await Promise.all(
      groups.map((group) => faceList(this.#host.backend, { kind: "group", group }).all()),
    );
    const alone = items.flatMap((item) => (item.kind === "face" ? [item.face] : []));
    return { faces: [...alone, ...read.flat()], groups };
  }

  async place(items: readonly BoardItem[], place: Place): Promise<boolean> {
    this.#moveOn(items);
    return this.#host.actions.moveTo(await this.targets(items), place);
  }

  /** Carries out a key or a button; false when it means nothing here. */
  run(command: Command, items: BoardItem[] = this.chosen): boolean {
    switch (command) {
      case "selectAll":
        this.selection.set(this.order);
        void this.readAll?.().then(() => this.selection.set(this.order));
        return true;
      case "back":
        if (this.selection.size === 0) return false;
        this.selection.clear();
        return true;
      default:
        return items.length > 0 && this.#act(command, items);
    }
  }

  /** The next item that lies in another photo. */
  neighbour(photo: string | null, direction: 1 | -1): Neighbour | null {
    const { items, order, selection } = this;
    const start = selection.focus === null ? -1 : order.indexOf(selection.focus);
    for (let at = start + direction; at >= 0 && at < items.length; at += direction) {
      const item = items[at];
      const [face] = item ? this.facesOf([item]) : [];
      if (item && face && face.photo !== photo)
        return { photo: face.photo, face: face.id, take: () => selection.moveTo(item.id, order) };
    }
    return null;
  }

  #act(command: Command, items: BoardItem[]): boolean {
    const actions = this.#host.actions;
    const count = this.countOf(items);
    switch (command) {
      case "confirm":
        return this.#confirmOrName(items);
      case "name":
        this.#host.askName(count, (place) => void this.place(items, place));
        return true;
      case "move":
        this.#host.askMove(count, (place) => void this.place(items, place));
        return true;
      case "reject":
        return this.#take(items, (targets) => actions.reject(targets));
      case "notSure":
        return this.#take(items, (targets) => actions.later(targets));
      case "ignore":
        return this.#take(items, (targets) => actions.ignore(targets));
      case "notAFace":
        return this.#take(items, (targets) => actions.notAFace(targets));
      case "bringBack":
        void this.place(items, { kind: "unknown" });
        return true;
      case "keyFace":
        return this.#usePicture(items);
      case "split":
        return this.#split(items);
      case "preview":
        return this.#openOnlyGroup(items);
      default:
        return false;
    }
  }

  #confirmOrName(items: BoardItem[]): boolean {
    if (canConfirm(this.facesOf(items)))
      return this.#take(items, (targets) => this.#host.actions.confirm(targets));
    const [only] = items;
    if (items.length === 1 && only?.kind === "group" && this.focusName) {
      this.focusName(only.id);
      return true;
    }
    if (items.some((item) => item.kind === "group" || item.face.state === "unknown"))
      return this.#act("name", items);
    return false;
  }

  #split(items: readonly BoardItem[]): boolean {
    const leaving = new Set(items);
    const stays = this.items.find((item) => item.kind === "face" && !leaving.has(item));
    if (!this.canSplit(items) || stays?.kind !== "face") return false;
    this.#moveOn(items);
    this.splitOff?.(this.facesOf(items), stays.face);
    return true;
  }

  /** Nothing moves, so the focus stays on the face. */
  #usePicture(items: readonly BoardItem[]): boolean {
    const [only] = items;
    if (items.length !== 1 || only?.kind !== "face") return false;
    this.selection.clear();
    void this.#host.actions.usePicture(only.face);
    return true;
  }

  #openOnlyGroup(items: BoardItem[]): boolean {
    const [only] = items;
    if (items.length !== 1 || only?.kind !== "group" || !this.openGroup) return false;
    this.openGroup(only.group);
    return true;
  }

  #take(items: BoardItem[], action: (targets: Targets) => Promise<boolean>): boolean {
    this.#moveOn(items);
    void this.targets(items).then(action);
    return true;
  }

  /** What is decided may move elsewhere in the list; the focus goes on to what comes after it. */
  #moveOn(items: readonly BoardItem[]): void {
    const { order, selection } = this;
    const decided = new Set(items.map((item) => item.id));
    selection.clear();
    if (selection.focus === null || !decided.has(selection.focus)) return;
    const at = order.indexOf(selection.focus);
    const stays = (id: string) => !decided.has(id);
    const next = order.slice(at).find(stays) ?? order.slice(0, at).findLast(stays);
    if (next !== undefined) selection.moveTo(next, order);
  }
}
