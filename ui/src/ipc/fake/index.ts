import type { Backend } from "../backend";
import type { FileWork, Imported, Job, LibraryChanged, PersonRow, Photo, Root } from "../types";
import { FakeCopies } from "./copies";
import { doubtPage } from "./doubts";
import { FakeFiles } from "./files";
import { byPath, keywordList, keywordsOf, keywordTree } from "./keywords";
import { leftOut, photosThere } from "./leavingOut";
import { FakeLibrary } from "./library";
import { fail } from "./names";
import { offerOf } from "./hiding";
import { groupsOf, select } from "./lists";
import { facesOutOfLife, outOfLifePage } from "./lives";
import { folders, photoIds, photoMonths, photoTiles } from "./photos";
import { keyFaceOf, throughYears, together } from "./pictures";
import { questionPage } from "./questions";
import { FakeScan } from "./scan";
import { photo as drawPhoto, photoSize, thumbnail } from "./scene";
import { type FakePhoto, seedLibrary } from "./seed";

const folder = "/home/you/Pictures";

/**
 * A library that lives in the page, for the browser and for tests. Options: `library=empty|large`,
 * `scan=running` (a third of the photos is still to come), `scan=held` (the same on a battery that is low), `files=told` (other programs named people too),
 * `copies=slow|fails|full` (what becomes of copies of photos), `writing=fails` (it ends before its end), `digikam=broken` (its database cannot be read), `pictures=none` (the system has no folder for them),
 * `latency=MS` (how long every answer takes).
 */
export function fakeBackend(options: URLSearchParams = new URLSearchParams()): Backend {
  return new FakeHost(options).backend();
}

class FakeHost {
  readonly #library: FakeLibrary;
  readonly #scan: FakeScan;
  readonly #files: FakeFiles;
  readonly #options: URLSearchParams;
  readonly #latency: number;
  readonly #changed = new Set<(change: LibraryChanged) => void>();
  readonly #watchers = new Set<(job: Job) => void>();
  readonly #fileWatchers = new Set<(work: FileWork) => void>();
  readonly #pictures = new Map<string, string>();
  #root: Root | null = null;

  constructor(options: URLSearchParams) {
    const kind = options.get("library");
    const seed = seedLibrary(kind === "large" ? 6000 : 240, kind !== "empty");
    this.#latency = Number(options.get("latency") ?? 0);
    this.#library = new FakeLibrary(seed);
    const facesScanned = () =>
      seed.photos.reduce((sum, photo) => sum + (photo.scanned ? photo.faces.length : 0), 0);
    this.#options = options;
    this.#scan = new FakeScan(seed.photos, facesScanned, (job) => this.#scanned(job));
    this.#files = new FakeFiles(
      this.#library,
      { folder, told: options.get("files") === "told", fails: options.get("writing") === "fails" },
      (work) => this.#worked(work),
      () => this.#announce("writing"),
    );
    if (kind === "empty") for (const photo of seed.photos) photo.scanned = false;
    else this.#open(options.get("scan"));
  }

  backend(): Backend {
    const library = this.#library;
    const options = this.#options;
    return {
      libraryState: () => this.#answer(() => this.#state()),
      listPeople: () => this.#answer(() => this.#people()),
      listTogether: ({ person, limit }) => this.#answer(() => together(library, person, limit)),
      throughYears: ({ person }) => this.#answer(() => throughYears(library, person)),
      listFaces: ({ filter, offset, limit }) =>
        this.#answer(() => {
          const all = select(library.view(), filter);
          const faces =
            filter.kind === "unconfirmed" ? all.filter((face) => offerOf(library, face) !== null) : all;
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
      decide: ({ decisions }) =>
        this.#answer(() => {
          const made = library.decide(decisions);
          this.#announce("decision");
          return { applied: decisions.length, made, undo: library.undoState };
        }),
      undo: () => this.#answer(() => this.#step(() => library.undo())),
      redo: () => this.#answer(() => this.#step(() => library.redo())),
      listSteps: ({ offset, limit }) =>
        this.#answer(() => {
          const { steps } = library;
          return { total: steps.length, steps: steps.slice(offset, offset + limit) };
        }),
      goToStep: ({ step }) => this.#answer(() => this.#step(() => library.goTo(step))),
      picturesFolder: () => this.#answer(() => (options.get("pictures") === "none" ? null : folder)),
      scanPictures: () => this.#answer(() => void this.#choose()),
      chooseFolders: () => this.#answer(() => [this.#choose()]),
      scanAgain: ({ unchanged }) => this.#answer(() => this.#scan.start(unchanged)),
      pauseScan: () => this.#answer(() => this.#scan.stop("paused")),
      resumeScan: () => this.#answer(() => this.#scan.start()),
      cancelScan: () => this.#answer(() => this.#scan.stop("cancelled")),
      scanSettings: () => this.#answer(() => this.#scan.settings),
      setScanSettings: (settings) => this.#answer(() => void (this.#scan.settings = settings)),
      unreadable: () => this.#answer(() => this.#scan.unreadable),
      ...this.#aboutPhotos(),
      ...this.#aboutSuggestions(),
      ...this.#aboutFiles(),
      watchScan: (listener) => this.#listen(this.#watchers, listener),
      onLibraryChanged: (listener) => this.#listen(this.#changed, listener),
      portraitUrl: (key) => this.#draw(key, () => this.#thumbnail(key)),
      faceUrl: (key) => this.#draw(key, () => this.#thumbnail(key)),
      photoUrl: (id) => this.#draw(id, () => this.#picture(id)),
      photoInFullUrl: (id) => this.#draw(id, () => this.#picture(id)),
      photoThumbnailUrl: ({ id }) => this.#draw(id, () => this.#picture(id)),
    };
  }

  #aboutPhotos() {
    const library = this.#library;
    const copies = new FakeCopies(this.#options.get("copies"));
    return {
      photoMonths: ({ filter }) => this.#answer(() => photoMonths(library, filter)),
      listPhotos: (request) => this.#answer(() => photoTiles(library, request)),
      listPhotoIds: ({ filter }) => this.#answer(() => photoIds(library, filter)),
      listFolders: () => this.#answer(() => folders(library, folder)),
      listKeywords: () => this.#answer(() => keywordList(library)),
      keywordTree: () => this.#answer(() => keywordTree(library)),
      listKeywordsOf: ({ photos }) => this.#answer(() => keywordsOf(library, photos)),
      getPhoto: ({ photo }) => this.#answer(() => this.#photo(photo)),
      copyPhotos: ({ photos }, listener) =>
        copies.copy(
          photos.map((id) => this.#findPhoto(id)),
          folder,
          listener,
        ),
      cancelCopying: () => this.#answer(() => copies.stop()),
      showInFolder: ({ photo }) => this.#answer(() => void this.#findPhoto(photo)),
    } satisfies Partial<Backend>;
  }

  #aboutSuggestions() {
    const library = this.#library;
    return {
      strictness: () => this.#answer(() => library.strictness),
      setStrictness: ({ strictness }) =>
        this.#answer(() => {
          library.strictness = strictness;
          this.#announce("decision");
        }),
      strictnessEffects: () => this.#answer(() => library.strictnessEffects()),
    } satisfies Partial<Backend>;
  }

  #aboutFiles() {
    const files = this.#files;
    return {
      namesInFiles: () => this.#answer(() => files.state()),
      setWritingSettings: (settings) => this.#answer(() => files.choose(settings)),
      listWaiting: ({ offset, limit }) => this.#answer(() => files.list(offset, limit)),
      listStopped: ({ offset, limit }) => this.#answer(() => files.stopped(offset, limit)),
      writeNames: (request) => this.#answer(() => files.write(request)),
      cancelFileWork: () => this.#answer(() => files.cancel()),
      listConflicts: ({ offset, limit }) => this.#answer(() => files.conflictPage(offset, limit)),
      settleConflicts: (request) =>
        this.#answer(() => {
          const settled = files.settle(request);
          this.#announce("decision");
          return { settled, undo: this.#library.undoState };
        }),
      listDoubts: ({ offset, limit }) => this.#answer(() => doubtPage(this.#library, offset, limit)),
      listOutOfLife: ({ offset, limit }) => this.#answer(() => outOfLifePage(this.#library, offset, limit)),
      importPicasa: () => this.#import({ path: folder, photos: 12, taken: 17, conflicts: 0, missing: 0 }),
      importDigikam: () => {
        const path = `${folder}/digikam4.db`;
        if (this.#options.get("digikam") === "broken")
          return Promise.reject({ code: "fileUnreadable", path, reason: "file is not a database" });
        return this.#import({ path, photos: 8, taken: 9, conflicts: 2, missing: 3 });
      },
      exportFaces: ({ form }) =>
        this.#answer(() => ({
          path: `/home/you/kith-people.${form === "csv" ? "csv" : "jsonl"}`,
          lines: this.#state().faces,
        })),
      watchFileWork: (listener) => this.#listen(this.#fileWatchers, listener),
    } satisfies Partial<Backend>;
  }

  /** Two ticks of work, and then what came of it. */
  async #import(imported: Imported): Promise<Imported> {
    const total = imported.photos;
    for (const done of [0, Math.floor(total / 2)]) {
      this.#worked({ kind: "importing", state: "running", done, total, written: 0, stopped: 0, away: 0 });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    this.#worked({
      kind: "importing",
      state: "finished",
      done: total,
      total,
      written: 0,
      stopped: 0,
      away: 0,
    });
    this.#announce("decision");
    return imported;
  }

  async #answer<T>(work: () => T): Promise<T> {
    await new Promise((resolve) => setTimeout(resolve, this.#latency));
    return structuredClone(work());
  }

  async #listen<T>(listeners: Set<T>, listener: T): Promise<() => void> {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  #open(scan: string | null): void {
    const { photos } = this.#library.seed;
    this.#root = { id: "", path: folder, online: true, photos: photos.length };
    if (scan === null) return this.#scan.finishAtOnce();
    photos.forEach((photo, index) => (photo.scanned = index % 3 !== 0));
    this.#scan.start();
    if (scan === "held") this.#scan.hold({ kind: "battery", percent: 14 });
  }

  #choose(): string {
    this.#root = { id: "", path: folder, online: true, photos: this.#library.seed.photos.length };
    this.#scan.start();
    return folder;
  }

  #step(work: () => void) {
    work();
    this.#announce("decision");
    return this.#library.undoState;
  }

  #worked(work: FileWork): void {
    for (const watcher of this.#fileWatchers) watcher(structuredClone(work));
  }

  #scanned(job: Job): void {
    for (const watcher of this.#watchers) watcher(structuredClone(job));
    this.#announce("scan");
  }

  #announce(origin: LibraryChanged["origin"]): void {
    this.#library.revision += 1;
    const all: LibraryChanged["topics"] = ["people", "faces", "groups", "photos", "roots", "files"];
    const topics = origin === "writing" ? all.slice(-1) : all;
    for (const listener of this.#changed) listener({ revision: this.#library.revision, topics, origin });
  }

  #state() {
    const scanned = photosThere(this.#library);
    return {
      roots: this.#root ? [{ ...this.#root, photos: scanned.length }] : [],
      leftOut: leftOut(this.#library, folder),
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
    const people: PersonRow[] = this.#library.people().map((person) => {
      const { id, name, born, died, hidden } = person;
      const confirmed = select(faces, { kind: "person", person: id }).filter(
        (face) => face.state === "confirmed",
      );
      const suggested = faces.filter((face) => face.suggestion?.person.id === id).length;
      const chosen = keyFaceOf(person, this.#library.seed.faces);
      const pictured = confirmed.find((face) => face.id === chosen) ?? confirmed[0];
      const thumbnail = pictured?.thumbnail ?? null;
      // The newest come first, and those without a date last.
      const lastSeen = confirmed[0]?.taken ?? null;
      return { id, name, born, died, confirmed: confirmed.length, suggested, lastSeen, thumbnail, hidden };
    });
    const count = (state: string) => faces.filter((face) => face.state === state).length;
    return {
      unknown: count("unknown"),
      unconfirmed: faces.filter((face) => offerOf(this.#library, face) !== null).length,
      ignored: count("ignored"),
      outOfLife: facesOutOfLife(this.#library).length,
      people,
    };
  }

  #photo(id: string): Photo {
    const photo = this.#findPhoto(id);
    const faces = this.#library.view().filter((face) => face.photo === id);
    const named = this.#files.named(photo);
    const { path, taken } = photo;
    const keywords = [...this.#library.keywordsOf(id)].sort(byPath);
    return { id, path, root: folder, ...photoSize, taken, faces, named, keywords };
  }

  #findPhoto(id: string): FakePhoto {
    return (
      photosThere(this.#library).find((photo) => photo.id === id) ?? fail({ code: "notFound", what: id })
    );
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
