import type { Face, Photo } from "../ipc";
import {
  between,
  dragged,
  inTheMiddle,
  isLargeEnough,
  isSameBox,
  leastSize,
  nudged,
  toPicture,
  type Box,
  type Grip,
  type PictureRect,
  type Point,
} from "../lib/boxes";

/** What the boxes on a photo need of the program around them. */
export type BoxHost = {
  photo(): Photo | null;
  face(): Face | null;
  /** What can be seen of the photo, in parts of it. */
  seen(): Box;
  /** Whose face is drawn, if that is known. */
  person(): string | null;
  /** Says that there is a face, or that a face is there; resolves to whether the library took it. */
  draw(photo: string, box: Box, person: string | null): Promise<boolean>;
  place(face: Face, box: Box): Promise<boolean>;
  /** Reads the photo again; resolves when it is on the screen. */
  refresh(): Promise<void>;
  /** The face that the names and the keys are about. */
  mark(face: string): void;
};

type Drag = {
  grip: Grip | "draw";
  /** The face that is moved; null for the one that is drawn. */
  face: Face | null;
  from: Point;
  rect: PictureRect;
  before: Box;
};

/** Drawing, moving and resizing boxes on the photo that is open. */
export class BoxEditor {
  readonly #host: BoxHost;
  /** `drawing` waits for a box, `naming` for the name of the one that was drawn. */
  phase = $state<"idle" | "drawing" | "naming">("idle");
  /** The box of a face that is not in the library yet. */
  draft = $state.raw<Box | null>(null);
  /** The marked face shows its handles and is moved by the arrow keys. */
  selected = $state(false);
  /** Boxes as the person left them, until the photo was read again. */
  #moved = $state.raw<ReadonlyMap<string, Box>>(new Map());
  #drag = $state.raw<Drag | null>(null);
  #nudged: Face | null = null;
  /** What the library was told last, until the photo was read again. */
  readonly #told = new Map<string, Box>();

  constructor(host: BoxHost) {
    this.#host = host;
  }

  get dragging(): boolean {
    return this.#drag !== null;
  }

  boxOf(face: Face): Box {
    return this.#moved.get(face.id) ?? face.box;
  }

  isSelected(face: Face): boolean {
    return this.selected && this.phase === "idle" && this.#host.face()?.id === face.id;
  }

  select(face: Face): void {
    this.#host.mark(face.id);
    this.selected = true;
  }

  /** The next drag draws a face. Without a pointer, a box in the middle waits to be moved. */
  start(byKeyboard: boolean): boolean {
    const photo = this.#host.photo();
    if (!photo) return false;
    this.stop();
    this.phase = "drawing";
    this.draft = byKeyboard ? inTheMiddle(photo, this.#host.seen()) : null;
    return true;
  }

  /** One step back; false when there is none. */
  back(): boolean {
    if (this.#drag) this.cancel();
    else if (this.phase !== "idle") this.stop();
    else if (this.selected) this.selected = false;
    else return false;
    return true;
  }

  /** Another photo, or none: nothing of this one is left. */
  stop(): void {
    this.phase = "idle";
    this.draft = null;
    this.selected = false;
    this.#drag = null;
    this.#nudged = null;
    this.#moved = new Map();
    this.#told.clear();
  }

  /** A pointer takes hold of the marked box or one of its handles, or begins to draw. */
  begin(grip: Grip | "draw", at: Point, rect: PictureRect): void {
    if (this.#drag) return;
    const face = this.#drawn(grip) ? null : this.#host.face();
    const from = toPicture(at, rect);
    const before = grip === "draw" ? between(from, from) : face ? this.boxOf(face) : this.draft;
    if (before) this.#drag = { grip, face, from, rect, before };
  }

  drag(at: Point): void {
    const { grip, face, from, rect, before } = this.#drag ?? {};
    if (!grip || !from || !rect || !before) return;
    const to = toPicture(at, rect);
    const by = { x: to.x - from.x, y: to.y - from.y };
    const box = grip === "draw" ? between(from, to) : dragged(before, grip, by, leastSize(rect));
    if (face) this.#show(face, box);
    else this.draft = box;
  }

  end(): void {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag) return;
    if (drag.face) return void this.#place(drag.face);
    if (!this.draft || drag.grip !== "draw") return;
    if (isLargeEnough(this.draft, leastSize(drag.rect))) this.ask();
    else this.draft = null;
  }

  /** The pointer was taken away: everything is as before. */
  cancel(): void {
    const drag = this.#drag;
    this.#drag = null;
    if (drag?.face) this.#show(drag.face, drag.before);
    else if (drag) this.draft = drag.grip === "draw" ? null : drag.before;
  }

  /** An arrow key on the marked box or on the one that is drawn; false for other keys. */
  press(key: string, resizes: boolean, rect: PictureRect): boolean {
    const face = this.phase === "idle" ? this.#host.face() : null;
    const before = face ? this.boxOf(face) : this.draft;
    const box = before && nudged(before, key, resizes, leastSize(rect));
    if (!box) return false;
    if (face) {
      this.#show(face, box);
      this.#nudged = face;
    } else this.draft = box;
    return true;
  }

  /** The key was let go: what it did while it was held is one step of undo. */
  release(): void {
    const face = this.#nudged;
    this.#nudged = null;
    if (face) void this.#place(face);
  }

  /** The box is where it shall be; whose face it is, is asked unless that is known. */
  ask(): void {
    const person = this.#host.person();
    if (this.draft && person === null) this.phase = "naming";
    else void this.keep(person);
  }

  /** Keeps the drawn box, for somebody or for nobody yet. */
  async keep(person: string | null): Promise<void> {
    const [photo, box] = [this.#host.photo(), this.draft];
    if (!photo || !box) return;
    const known = new Set(photo.faces.map((face) => face.id));
    this.phase = "idle";
    const taken = await this.#host.draw(photo.id, box, person);
    if (taken) await this.#host.refresh();
    if (this.#host.photo()?.id !== photo.id) return;
    if (this.draft === box) this.draft = null;
    const drawn = this.#host.photo()?.faces.find((face) => !known.has(face.id));
    if (taken && drawn) this.#host.mark(drawn.id);
  }

  #drawn(grip: Grip | "draw"): boolean {
    return grip === "draw" || this.phase !== "idle";
  }

  #show(face: Face, box: Box): void {
    this.#moved = new Map(this.#moved).set(face.id, box);
  }

  async #place(face: Face): Promise<void> {
    const box = this.#moved.get(face.id);
    if (!box) return;
    const isNews = !isSameBox(box, this.#told.get(face.id) ?? face.box);
    if (isNews) {
      this.#told.set(face.id, box);
      if (await this.#host.place(face, box)) await this.#host.refresh();
    }
    // It may have been moved once more meanwhile.
    if (this.#moved.get(face.id) !== box) return;
    this.#told.delete(face.id);
    const moved = new Map(this.#moved);
    moved.delete(face.id);
    this.#moved = moved;
  }
}
