import type { Backend, PhotoTile } from "../ipc";
import type { Command } from "../lib/keys";
import type { PhotoCommand } from "./actions";
import { conditions, everything, filterOf, onlyKnown, type PhotoChoice } from "./photoFilter";
import { PhotoList } from "./photoList.svelte";
import type { Neighbour, Series } from "./photoViewer.svelte";
import { Selection } from "./selection.svelte";

/** What a list of photos asks of the program around it. */
export type BrowserHost = {
  backend: Backend;
  fail(error: unknown): void;
  openWhole(photo: string): void;
  askKeywords(photos: readonly string[], name: string | null): void;
  copyPhotos(photos: readonly string[]): void;
  showInFolder(photo: string): void;
  leavePhotosOut(photos: readonly string[], name: string | null): void;
};

/** The grid that shows the photos. */
export type PhotoView = {
  reveal(index: number): void;
  /** Brings the first photo of a month to the top. */
  toMonth(at: number): void;
  toStart(): void;
  focusFirst(): void;
};

/** The photos of one page: all of the library or of one person, what is chosen of them, selected, focused, and done about it. */
export class PhotoBrowser implements Series {
  readonly list: PhotoList;
  readonly selection = new Selection();
  /** Whose photos these are; null for the whole library. */
  readonly person: string | null;
  readonly #host: BrowserHost;
  choice = $state.raw<PhotoChoice>(everything(null));
  view: PhotoView | null = null;

  constructor(host: BrowserHost, person: string | null) {
    this.#host = host;
    this.person = person;
    this.choice = everything(person);
    const isSelected = () => this.selection.size > 0;
    this.list = new PhotoList(host.backend, filterOf(this.choice), host.fail, isSelected);
  }

  get order(): readonly string[] {
    return this.list.order;
  }

  /** How many conditions the person has set. */
  get conditions(): number {
    return conditions(this.choice, this.person);
  }

  get focused(): PhotoTile | null {
    const { focus } = this.selection;
    return focus === null ? null : this.list.at(this.list.indexOf(focus));
  }

  /** The selection, or what has the focus, in the order of the list. */
  get chosen(): string[] {
    const { focus, size } = this.selection;
    if (size > 0) return this.order.filter((id) => this.selection.has(id));
    return focus === null ? [] : [focus];
  }

  /** What a gesture on one photo is about: the whole selection when the photo is part of it. */
  withSelection(photo: string): string[] {
    return this.selection.has(photo) ? this.chosen : [photo];
  }

  /** Those of some photos that have been read. */
  tilesOf(photos: readonly string[]): PhotoTile[] {
    return photos.flatMap((id) => this.list.at(this.list.indexOf(id)) ?? []);
  }

  /** Lists other photos, from the first one on. */
  async choose(choice: PhotoChoice): Promise<void> {
    this.choice = choice;
    this.selection.clear();
    try {
      await this.list.show(filterOf(choice));
      if (this.choice === choice) this.view?.toStart();
    } catch (error) {
      this.#host.fail(error);
    }
  }

  chooseAll(): Promise<void> {
    return this.choose(everything(this.person));
  }

  /** Nobody can be looked for who is no longer there, such as somebody who was merged into another one. */
  forgetGone(isKnown: (id: string) => boolean): void {
    const known = onlyKnown(this.choice, (id) => id === this.person || isKnown(id));
    if (known !== this.choice) void this.choose(known);
  }

  open(photo: string): void {
    this.selection.moveTo(photo, this.order);
    this.#host.openWhole(photo);
  }

  /** A click selects, or opens the photo. */
  async click(keys: MouseEvent, photo: string, choosing: boolean): Promise<void> {
    // Between the two ends of a range may lie photos that have not been read.
    if (keys.shiftKey) await this.#knowAll();
    if (!this.selection.click(keys, photo, this.order, choosing)) this.open(photo);
  }

  run(command: Command): boolean {
    const { focused, selection } = this;
    switch (command) {
      case "selectAll":
        void this.#knowAll().then(() => selection.set(this.order));
        return true;
      case "back":
        if (selection.size === 0) return false;
        selection.clear();
        return true;
      case "keywords":
        return this.act("keywords", this.chosen);
      case "confirm":
      case "preview":
        return focused !== null && this.act("open", [focused.id]);
      default:
        return false;
    }
  }

  /** Carries out a button, a key or a line of a menu; false when it means nothing here. */
  act(command: PhotoCommand, photos: readonly string[]): boolean {
    const [first] = photos;
    if (first === undefined) return false;
    const only = photos.length === 1;
    const name = only ? (this.tilesOf(photos)[0]?.name ?? null) : null;
    if (command === "keywords") this.#host.askKeywords(photos, name);
    else if (command === "leaveOut") this.#host.leavePhotosOut(photos, name);
    else if (command === "copy") this.#host.copyPhotos(photos);
    else if (!only) return false;
    else if (command === "show") this.#host.showInFolder(first);
    else this.open(first);
    return true;
  }

  /** Everything that is selected stays so, also where it has not been read. */
  keepSelection(): void {
    void this.#knowAll();
  }

  async #knowAll(): Promise<void> {
    try {
      await this.list.readOrder();
    } catch (error) {
      this.#host.fail(error);
    }
  }

  neighbour(photo: string | null, direction: 1 | -1): Neighbour | null {
    const at = this.list.indexOf(this.selection.focus ?? photo ?? "");
    const index = at + direction;
    const id = at < 0 || index < 0 ? null : this.list.idAt(index);
    if (id === null) return null;
    const take = () => {
      this.selection.moveTo(id, this.order);
      this.view?.reveal(index);
    };
    return { photo: id, face: null, take };
  }
}
