import type { Backend, Face, Photo } from "../ipc";
import type { Command } from "../lib/keys";
import type { BoardHost } from "./board.svelte";
import { BoxEditor } from "./boxEditor.svelte";
import type { Place } from "./faceActions";
import { canConfirm, isOpen } from "./faceActions";
import { Pace } from "./pace.svelte";
import type { Selection } from "./selection.svelte";
import { Zoom } from "./zoom.svelte";

/** How long a photo is looked at before the next one comes, in milliseconds. */
export const slideMs = 4000;

export type ViewerMode = "closed" | "panel" | "full";

/** What photos are opened from: the faces or the photos of the page. */
export interface Series {
  readonly selection: Selection;
  /** Carries out a key or a button; false when it means nothing here. */
  run(command: Command): boolean;
  /** What comes before (-1) or after (1) a photo. */
  neighbour(photo: string | null, direction: 1 | -1): Neighbour | null;
}

/** A photo beside another one, and the face in it that it is about. */
export type Neighbour = {
  photo: string;
  face: string | null;
  /** Moves the focus there. */
  take(): void;
};

type Host = BoardHost & { readonly series: Series | null };

/** A photo, mostly the one behind a face: beside the grid, where it follows the focus, or filling the window. */
export class PhotoViewer {
  readonly #host: Host;
  readonly #backend: Backend;
  readonly #onError: (error: unknown) => void;
  mode = $state<ViewerMode>("closed");
  photo = $state.raw<Photo | null>(null);
  /** The face that the names and the keys are about. */
  active = $state<string | null>(null);
  /** Somebody of whom the file says that they are in the photo: the next face that is clicked or drawn is theirs. */
  placing = $state<string | null>(null);
  readonly boxes: BoxEditor;
  readonly zoom = new Zoom(() => this.face && this.boxes.boxOf(this.face));
  /** One photo after the other, as large as the window, without boxes and buttons. */
  readonly slides = new Pace(
    slideMs,
    () => this.photo?.id ?? null,
    () => this.#advance(1),
  );
  #wanted: string | null = null;

  constructor(host: Host, onError: (error: unknown) => void) {
    this.#host = host;
    this.#backend = host.backend;
    this.#onError = onError;
    const { actions } = host;
    this.boxes = new BoxEditor({
      photo: () => this.photo,
      face: () => this.face,
      seen: () => this.zoom.seen,
      person: () => this.placing,
      draw: (photo, box, person) => {
        this.placing = null;
        return actions.draw(photo, box, person);
      },
      place: (face, box) => actions.place(face, box),
      refresh: () => this.refresh(),
      mark: (face) => (this.active = face),
    });
  }

  get face(): Face | null {
    return this.photo?.faces.find((face) => face.id === this.active) ?? null;
  }

  open(face: Face, mode: "panel" | "full"): void {
    this.mode = mode;
    this.show(face);
  }

  /** Fills the window with a photo, whoever is in it. */
  openWhole(photo: string): void {
    this.mode = "full";
    this.#show(photo, null);
  }

  close(): void {
    this.mode = "closed";
    this.slides.stop();
    this.boxes.stop();
    this.zoom.reset();
    this.placing = null;
    this.photo = null;
    this.active = null;
    this.#wanted = null;
  }

  /** Shows the photo of a face, and marks the face in it. */
  show(face: Face): void {
    this.#show(face.photo, face.id);
  }

  #show(photo: string, face: string | null): void {
    this.active = face;
    if (this.#wanted === photo) return;
    this.boxes.stop();
    this.zoom.reset();
    this.placing = null;
    void this.#load(photo);
  }

  /**
   * Gives somebody whom the file names the marked face, or the only one without a name. Where that is not clear, the next
   * face that is clicked is theirs; where there is none left, it is drawn.
   */
  placePerson(name: string, byKeyboard: boolean): void {
    const open = this.photo?.faces.filter(isOpen) ?? [];
    const face = open.find((one) => one.id === this.active) ?? (open.length === 1 ? open[0] : undefined);
    this.placing = face || this.placing === name ? null : name;
    if (face) this.#name(face, name);
    else if (this.placing !== null && open.length === 0) this.boxes.start(byKeyboard);
  }

  /** A face was clicked. */
  pick(face: Face): void {
    this.active = face.id;
    this.zoom.reveal(this.boxes.boxOf(face));
    const name = this.placing;
    if (name === null || !isOpen(face)) return;
    this.placing = null;
    this.#name(face, name);
  }

  /** One step back; false when there is none. */
  back(): boolean {
    if (this.slides.playing) {
      this.slides.stop();
      return true;
    }
    if (this.boxes.back()) {
      if (this.boxes.phase === "idle") this.placing = null;
      return true;
    }
    if (this.placing === null) return false;
    this.placing = null;
    return true;
  }

  #name(face: Face, name: string): void {
    void this.#host.actions.moveTo({ faces: [face], groups: [] }, { kind: "person", name });
  }

  /** The library changed: the names on the photo may be others. */
  async refresh(): Promise<void> {
    if (this.#wanted !== null) await this.#load(this.#wanted);
  }

  /** What comes before or after this photo, where it was opened from. */
  neighbour(direction: 1 | -1): Neighbour | null {
    return this.#host.series?.neighbour(this.photo?.id ?? null, direction) ?? null;
  }

  /** A person who looks for a photo herself wants it to stay. */
  step(direction: 1 | -1): void {
    this.slides.stop();
    this.#advance(direction);
  }

  #advance(direction: 1 | -1): boolean {
    const next = this.neighbour(direction);
    if (!next) return false;
    next.take();
    this.#show(next.photo, next.face);
    return true;
  }

  /** Begins to show one photo after the other, or stays with this one. */
  toggleSlides(): void {
    if (this.slides.playing) return this.slides.stop();
    if (this.neighbour(1) === null) return;
    this.boxes.stop();
    this.zoom.reset();
    this.slides.start();
  }

  /** The keys and buttons that act on the marked face. */
  run(command: Command, byKeyboard = false): boolean {
    if (command === "draw") return this.boxes.start(byKeyboard);
    const { face } = this;
    if (!face) return false;
    const { actions } = this.#host;
    const targets = { faces: [face], groups: [] };
    const place = (where: Place) => void actions.moveTo(targets, where);
    switch (command) {
      case "confirm":
        if (canConfirm([face])) void actions.confirm(targets);
        else return face.state === "unknown" && this.#ask("name", place);
        return true;
      case "reject":
        void actions.reject(targets);
        return true;
      case "notSure":
        void actions.later(targets);
        return true;
      case "ignore":
        void actions.ignore(targets);
        return true;
      case "notAFace":
        void actions.notAFace(targets);
        return true;
      case "keyFace":
        void actions.usePicture(face);
        return true;
      case "bringBack":
        place({ kind: "unknown" });
        return true;
      case "name":
      case "move":
        return this.#ask(command, place);
      default:
        return false;
    }
  }

  #ask(what: "name" | "move", place: (where: Place) => void): true {
    const { askName, askMove } = this.#host;
    (what === "name" ? askName : askMove)(1, place, this.photo?.named ?? []);
    return true;
  }

  async #load(photo: string): Promise<void> {
    this.#wanted = photo;
    try {
      const read = await this.#backend.getPhoto({ photo });
      if (this.#wanted === photo) this.photo = read;
    } catch (error) {
      if (this.#wanted === photo) this.#onError(error);
    }
  }
}
