import type {
  Conflict,
  ConflictCount,
  ConflictKind,
  ConflictPage,
  Decision,
  FileWork,
  NameChange,
  NamesInFiles,
  Settle,
  StoppedPage,
  WaitingFile,
  WaitingPage,
  WriteNames,
  WritingSettings,
} from "../types";
import { photosThere } from "./leavingOut";
import type { FakeLibrary } from "./library";
import { fail } from "./names";
import type { FakePhoto } from "./seed";

const tickMs = 120;
const filesPerTick = 4;
const kinds: ConflictKind[] = ["otherName", "nameGone", "noName"];

type Contested = { id: string; kind: ConflictKind; face: string; inFile: string | null; fromFile: boolean };

/**
 * The files of the drawn photos: which names they have, and what they say of people. With `told`, some were named
 * by other programs, two cannot be written at first, and two cannot be written into.
 */
export class FakeFiles {
  readonly #library: FakeLibrary;
  readonly #folder: string;
  readonly #onTick: (work: FileWork) => void;
  readonly #onChange: () => void;
  /** The names in the file of a photo. */
  readonly #written = new Map<string, string[]>();
  /** Photos whose files cannot be written unless they are tried once more. */
  readonly #locked = new Set<string>();
  /** Photos that cannot be written into. */
  readonly #closed = new Set<string>();
  /** Those of them beside which files are to be written. */
  readonly #beside = new Set<string>();
  readonly #stopped = new Set<string>();
  readonly #contested: Contested[] = [];
  /** Whom the file of a photo names without a place. */
  readonly #named = new Map<string, readonly string[]>();
  #settings: WritingSettings = {
    keeping: "kith",
    keepDates: false,
    peopleAsKeywords: false,
    automatic: false,
  };
  #work: FileWork | null = null;
  #queue: FakePhoto[] = [];
  #cancelled = false;
  /** After how many files a writing fails. */
  readonly #failsAt: number;

  constructor(
    library: FakeLibrary,
    options: { folder: string; told: boolean; fails: boolean },
    onTick: (work: FileWork) => void,
    onChange: () => void,
  ) {
    this.#library = library;
    this.#folder = options.folder;
    this.#onTick = onTick;
    this.#onChange = onChange;
    this.#failsAt = options.fails ? 2 * filesPerTick : Infinity;
    if (options.told) this.#tell();
  }

  state(): NamesInFiles {
    const off = this.#settings.keeping === "kith";
    return {
      settings: this.#settings,
      waiting: off ? 0 : this.#waiting().length,
      stopped: off ? 0 : this.#stopped.size,
      offered: [...this.#stopped].filter((id) => this.#isShut(id)).length,
      conflicts: this.#conflicts().length,
    };
  }

  choose(settings: WritingSettings): void {
    if (settings.keeping !== this.#settings.keeping) {
      this.#written.clear();
      this.#beside.clear();
    }
    this.#settings = settings;
    this.#onChange();
  }

  list(offset: number, limit: number): WaitingPage {
    const waiting = this.#settings.keeping === "kith" ? [] : this.#waiting();
    return {
      total: waiting.length,
      files: waiting.slice(offset, offset + limit).map((photo) => this.#look(photo)),
    };
  }

  stopped(offset: number, limit: number): StoppedPage {
    const path = (id: string) =>
      `${this.#folder}/${this.#photos().find((photo) => photo.id === id)?.path ?? ""}`;
    const files = [...this.#stopped].map((id) => ({
      id,
      path: path(id),
      obstacle: this.#isShut(id) ? ("unsupported" as const) : ("readOnly" as const),
      asks: false,
      offersBeside: this.#isShut(id),
    }));
    return { total: files.length, files: files.slice(offset, offset + limit) };
  }

  write(which: WriteNames): void {
    if (this.#work?.state === "running") fail({ code: "busy", work: "writing" });
    const ids = this.#meant(which);
    for (const id of ids ?? []) {
      this.#locked.delete(id);
      if (which.kind === "beside") this.#beside.add(id);
    }
    const meant = this.#photos().filter((photo) =>
      ids === null ? this.#differs(photo) : ids.includes(photo.id),
    );
    this.#queue = meant;
    this.#cancelled = false;
    this.#work = {
      kind: "writing",
      state: "running",
      done: 0,
      total: meant.length,
      written: 0,
      stopped: 0,
      away: 0,
    };
    this.#onTick(this.#work);
    setTimeout(() => this.#tick(), tickMs);
  }

  /** The photos that are named; null for all that wait. */
  #meant(which: WriteNames): string[] | null {
    const stopped = [...this.#stopped];
    const shut = stopped.filter((id) => this.#isShut(id));
    if (which.kind === "all") return null;
    if (which.kind === "stopped") return stopped;
    return which.kind === "only" ? which.files : shut.filter((id) => which.files?.includes(id) ?? true);
  }

  /** Whether a photo is to be written into, and cannot be. */
  #isShut(id: string): boolean {
    return this.#settings.keeping === "inside" && this.#closed.has(id) && !this.#beside.has(id);
  }

  cancel(): void {
    this.#cancelled = true;
  }

  /** Who is named without a place and has no face in the photo. */
  named(photo: FakePhoto): string[] {
    const known = this.#names(photo);
    return (this.#named.get(photo.id) ?? []).filter((name) => !known.includes(name));
  }

  conflictPage(offset: number, limit: number): ConflictPage {
    const all = this.#conflicts();
    const count = (kind: ConflictKind): ConflictCount => ({
      kind,
      count: all.filter((conflict) => conflict.kind === kind).length,
    });
    return {
      total: all.length,
      kinds: kinds.map(count).filter(({ count: many }) => many > 0),
      conflicts: all.slice(offset, offset + limit),
    };
  }

  /** Returns how many were settled. */
  settle({ which, holds }: Settle): number {
    const meant = this.#conflicts().filter(({ id, kind }) =>
      which.kind === "one" ? id === which.conflict : kind === which.of,
    );
    if (meant.length === 0) {
      if (which.kind === "one") fail({ code: "notFound", what: "conflict" });
      return 0;
    }
    const word = ({ face: { id: face }, inFile }: Conflict): Decision =>
      inFile === null ? { kind: "clear", face } : { kind: "confirm", face, person: inFile, allowTwice: true };
    const settled = meant.map(({ id }) => id);
    this.#library.settle(holds === "file" ? meant.map(word) : [], settled);
    return settled.length;
  }

  #tick(): void {
    const work = this.#work;
    if (!work) return;
    const now = this.#cancelled ? [] : this.#queue.splice(0, filesPerTick);
    for (const photo of now) this.#writeOne(photo, work);
    const ended = this.#cancelled ? "cancelled" : this.#failsAt <= work.done + now.length ? "failed" : null;
    const state = ended ?? (this.#queue.length > 0 ? "running" : "finished");
    this.#work = { ...work, done: work.done + now.length, state };
    this.#onTick(this.#work);
    this.#onChange();
    if (state === "running") setTimeout(() => this.#tick(), tickMs);
  }

  #writeOne(photo: FakePhoto, work: FileWork): void {
    if (this.#locked.has(photo.id) || this.#isShut(photo.id)) {
      this.#stopped.add(photo.id);
      work.stopped += 1;
      return;
    }
    this.#stopped.delete(photo.id);
    this.#written.set(photo.id, this.#names(photo));
    work.written += 1;
  }

  #photos(): FakePhoto[] {
    return photosThere(this.#library);
  }

  /** Those that wait; what could not be written is told elsewhere. */
  #waiting(): FakePhoto[] {
    return this.#photos().filter((photo) => this.#differs(photo) && !this.#stopped.has(photo.id));
  }

  #differs(photo: FakePhoto): boolean {
    return this.#names(photo).join("\n") !== (this.#written.get(photo.id) ?? []).join("\n");
  }

  #names(photo: FakePhoto): string[] {
    const names = this.#library
      .inPhoto(photo.id)
      .flatMap(({ word }) =>
        word.kind === "confirmed" ? [this.#library.seed.people.get(word.person)?.name ?? ""] : [],
      );
    return names.sort();
  }

  #look(photo: FakePhoto): WaitingFile {
    const [before, after] = [this.#written.get(photo.id) ?? [], this.#names(photo)];
    const changes: NameChange[] = [
      ...after.filter((name) => !before.includes(name)).map((name) => ({ kind: "added" as const, name })),
      ...before.filter((name) => !after.includes(name)).map((name) => ({ kind: "removed" as const, name })),
    ];
    const isBeside = this.#settings.keeping === "beside" || this.#beside.has(photo.id);
    const target = isBeside ? `${photo.path}.xmp` : photo.path;
    return { id: photo.id, photo: photo.path, target, changes, obstacle: null };
  }

  /** What still contradicts: the person may have said the same since. */
  #conflicts(): Conflict[] {
    const faces = new Map(this.#library.view().map((face) => [face.id, face]));
    const path = (id: string) => this.#photos().find((photo) => photo.id === id)?.path ?? "";
    const settled = this.#library.settled();
    return this.#contested.flatMap(({ face: id, ...contested }) => {
      const face = faces.get(id);
      if (!face || settled.has(contested.id) || (face.person?.name ?? null) === contested.inFile) return [];
      return [{ ...contested, face, path: `${this.#folder}/${path(face.photo)}` }];
    });
  }

  #tell(): void {
    const faces = [...this.#library.seed.faces.values()];
    const named = (person: string) =>
      faces.filter(({ word }) => word.kind === "confirmed" && word.person === person);
    const add = (kind: ConflictKind, face: string | undefined, inFile: string | null, fromFile = true) => {
      if (face)
        this.#contested.push({ id: String(this.#contested.length + 1), kind, face, inFile, fromFile });
    };
    for (const face of named("p1").slice(0, 3)) add("otherName", face.id, "Benjamin Okafor");
    add("otherName", named("p2")[0]?.id, "Deniz Yıldız", false);
    add("nameGone", named("p0")[0]?.id, null);
    add("noName", faces.find(({ word }) => word.kind === "ignored")?.id, "Rosa Weiß");
    const toWrite = photosThere(this.#library).filter((one) => this.#names(one).length > 0);
    for (const photo of toWrite.slice(0, 2)) this.#locked.add(photo.id);
    for (const photo of toWrite.slice(2, 4)) this.#closed.add(photo.id);
    const open = ({ id }: FakePhoto) =>
      this.#library.inPhoto(id).filter(({ word }) => word.kind === "open").length;
    for (const faces of [0, 1, 2]) {
      const photo = this.#library.seed.photos.find((one) => one.faces.length > 1 && open(one) === faces);
      if (photo) this.#named.set(photo.id, ["Anna Berg", "Rosa Weiß"]);
    }
  }
}
