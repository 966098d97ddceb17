import type { Backend, PhotoTile } from "../ipc";
import type { Command } from "../lib/keys";
import { conditions, everything, filterOf, onlyKnown, type PhotoChoice } from "./photoFilter";
import { PhotoList } from "./photoList.svelte";
import type { Neighbour, Series } from "./photoViewer.svelte";
import { Selection } from "./selection.svelte";

/** What a list of photos asks of the program around it. */
export type BrowserHost = {
  backend: Backend;
  fail(error: unknown): void;
  openWhole(photo: string): void;
};

/** The grid that shows the photos. */
export type PhotoView = {
  reveal(index: number): void;
  /** Brings the first photo of a month to the top. */
  toMonth(at: number): void;
  toStart(): void;
  focusFirst(): void;
};

/** The photos of one page: all of the library or of one person, those that were chosen of them, and the focus. */
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
    this.list = new PhotoList(host.backend, filterOf(this.choice), host.fail);
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

  /** Lists other photos, from the first one on. */
  async choose(choice: PhotoChoice): Promise<void> {
    this.choice = choice;
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

  run(command: Command): boolean {
    const { focused } = this;
    if (!focused || (command !== "confirm" && command !== "preview")) return false;
    this.open(focused.id);
    return true;
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
