import type { Backend } from "../backend";
import type { Job, LibraryChanged, PersonRow, Photo, Root } from "../types";
import { FakeLibrary, fail } from "./library";
import { groupsOf, select } from "./lists";
import { folders, photoMonths, photoTiles } from "./photos";
import { questionPage } from "./questions";
import { FakeScan } from "./scan";
import { photo as drawPhoto, photoSize, thumbnail } from "./scene";
import { type FakePhoto, seedLibrary } from "./seed";

const folder = "/home/you/Pictures";

/**
 * A library that lives in the page, for the browser and for tests. Options: `library=empty|large`,
 * `scan=running` (a third of the photos is still to come), `latency=MS` (how long every answer takes).
 */
export function fakeBackend(options: URLSearchParams = new URLSearchParams()): Backend {
  return new FakeHost(options).backend();
}

class FakeHost {
  readonly #library: FakeLibrary;
  readonly #scan: FakeScan;
  readonly #latency: number;
  readonly #changed = new Set<(change: LibraryChanged) => void>();
  readonly #watchers = new Set<(job: Job) => void>();
  readonly #pictures = new Map<string, string>();
  #root: Root | null = null;

  constructor(options: URLSearchParams) {
    const kind = options.get("library");
    const seed = seedLibrary(kind === "large" ? 6000 : 240, kind !== "empty");
    this.#latency = Number(options.get("latency") ?? 0);
    this.#library = new FakeLibrary(seed);
    const facesScanned = () =>
      seed.photos.reduce((sum, photo) => sum + (photo.scanned ? photo.faces.length : 0), 0);
    this.#scan = new FakeScan(seed.photos, facesScanned, (job) => this.#scanned(job));
    if (kind === "empty") for (const photo of seed.photos) photo.scanned = false;
    else this.#open(options.get("scan") === "running");
  }

  backend(): Backend {
    const library = this.#library;
    return {
      libraryState: () => this.#answer(() => this.#state()),
      listPeople: () => this.#answer(() => this.#people()),
      listFaces: ({ filter, offset, limit }) =>
        this.#answer(() => {
          const faces = select(library.view(), filter);
          return { total: faces.length, faces: faces.slice(offset, offset + limit) };
        }),
      listGroups: ({ offset, limit }) =>
        this.#answer(() => {
          const faces = library.view();
          const groups = groupsOf(faces);
          const alone = select(faces, { kind: "alone" }).length;
          return { total: groups.length, alone, groups: groups.slice(offset, offset + limit) };
        }),
      listQuestions: ({ offset, limit }) => this.#answer(() => questionPage(library, offset, limit)),
      photoMonths: ({ filter }) => this.#answer(() => photoMonths(library, filter)),
      listPhotos: (request) => this.#answer(() => photoTiles(library, request)),
      listFolders: () => this.#answer(() => folders(library, folder)),
      getPhoto: ({ photo }) => this.#answer(() => this.#photo(photo)),
      decide: ({ decisions }) =>
        this.#answer(() => {
          const applied = library.decide(decisions);
          this.#announce("decision");
          return { applied, undo: library.undoState };
        }),
      undo: () => this.#answer(() => this.#step(() => library.undo())),
      redo: () => this.#answer(() => this.#step(() => library.redo())),
      listSteps: ({ offset, limit }) =>
        this.#answer(() => {
          const { steps } = library;
          return { total: steps.length, steps: steps.slice(offset, offset + limit) };
        }),
      goToStep: ({ step }) => this.#answer(() => this.#step(() => library.goTo(step))),
      chooseFolder: () => this.#answer(() => this.#choose()),
      scanAgain: () => this.#answer(() => this.#scan.start()),
      pauseScan: () => this.#answer(() => this.#scan.stop("paused")),
      resumeScan: () => this.#answer(() => this.#scan.start()),
      cancelScan: () => this.#answer(() => this.#scan.stop("cancelled")),
      unreadable: () => this.#answer(() => this.#scan.unreadable),
      watchScan: (listener) => this.#listen(this.#watchers, listener),
      onLibraryChanged: (listener) => this.#listen(this.#changed, listener),
      faceUrl: (key) => this.#draw(key, () => this.#thumbnail(key)),
      photoUrl: (id) => this.#draw(id, () => this.#picture(id)),
      photoThumbnailUrl: ({ id }) => this.#draw(id, () => this.#picture(id)),
    };
  }

  async #answer<T>(work: () => T): Promise<T> {
    await new Promise((resolve) => setTimeout(resolve, this.#latency));
    return structuredClone(work());
  }

  async #listen<T>(listeners: Set<T>, listener: T): Promise<() => void> {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  #open(stillScanning: boolean): void {
    const { photos } = this.#library.seed;
    this.#root = { path: folder, online: true, photos: photos.length };
    if (!stillScanning) return this.#scan.finishAtOnce();
    photos.forEach((photo, index) => (photo.scanned = index % 3 !== 0));
    this.#scan.start();
  }

  #choose(): string {
    this.#root = { path: folder, online: true, photos: this.#library.seed.photos.length };
    this.#scan.start();
    return folder;
  }

  #step(work: () => void) {
    work();
    this.#announce("decision");
    return this.#library.undoState;
  }

  #scanned(job: Job): void {
    for (const watcher of this.#watchers) watcher(structuredClone(job));
    this.#announce("scan");
  }

  #announce(origin: LibraryChanged["origin"]): void {
    this.#library.revision += 1;
    const topics: LibraryChanged["topics"] = ["people", "faces", "groups", "photos", "roots"];
    for (const listener of this.#changed) listener({ revision: this.#library.revision, topics, origin });
  }

  #state() {
    const scanned = this.#library.seed.photos.filter((photo) => photo.scanned);
    return {
      roots: this.#root ? [this.#root] : [],
      photos: scanned.length,
      pictures: scanned.length,
      faces: scanned.reduce((sum, photo) => sum + photo.faces.length, 0),
      job: this.#scan.job,
      undo: this.#library.undoState,
      revision: this.#library.revision,
    };
  }

  #people() {
    const faces = this.#library.view();
    const people: PersonRow[] = this.#library.people().map(({ id, name }) => {
      const confirmed = select(faces, { kind: "person", person: id }).filter(
        (face) => face.state === "confirmed",
      );
      const suggested = faces.filter((face) => face.suggestion?.person.id === id).length;
      return { id, name, confirmed: confirmed.length, suggested, thumbnail: confirmed[0]?.thumbnail ?? null };
    });
    const count = (state: string) => faces.filter((face) => face.state === state).length;
    return { unknown: count("unknown"), unconfirmed: count("suggested"), ignored: count("ignored"), people };
  }

  #photo(id: string): Photo {
    const photo = this.#findPhoto(id);
    const faces = this.#library.view().filter((face) => face.photo === id);
    return { id, path: photo.path, root: folder, ...photoSize, taken: photo.taken, faces };
  }

  #findPhoto(id: string): FakePhoto {
    return this.#library.seed.photos.find((photo) => photo.id === id) ?? fail({ code: "notFound", what: id });
  }

  #draw(key: string, draw: () => string): string {
    const known = this.#pictures.get(key);
    if (known !== undefined) return known;
    const picture = draw();
    this.#pictures.set(key, picture);
    return picture;
  }

  #thumbnail(key: string): string {
    const face = this.#library.seed.faces.get(key.slice(0, key.lastIndexOf("-")));
    return face ? thumbnail(face.look, face.view) : "";
  }

  #picture(id: string): string {
    const photo = this.#findPhoto(id);
    const sitters = photo.faces.flatMap((face) => this.#library.seed.faces.get(face) ?? []);
    return drawPhoto(sitters, photo.scene);
  }
}
