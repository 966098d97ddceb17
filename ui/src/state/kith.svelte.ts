import { getContext, setContext } from "svelte";
import {
  asCommandError,
  type Backend,
  type Decision,
  type Face,
  type FaceFilter,
  type Folder,
  type PersonRow,
  type Root,
} from "../ipc";
import { m } from "../i18n";
import type { Keyword } from "../lib/keywords";
import type { KeywordNode } from "../lib/keywordTree";
import type { NameOption } from "../lib/names";
import type { DropTarget } from "../lib/pointerDrag";
import type { Action, OpenMenu, PersonCommand } from "./actions";
import { personActions } from "./actions";
import type { Board, BoardHost } from "./board.svelte";
import { paced } from "./coalesce";
import { DaySweep, type Sweep } from "./daySweep";
import { Decisions } from "./decisions.svelte";
import { Drag, type Payload } from "./drag.svelte";
import { FaceActions, type Place } from "./faceActions";
import { InFiles } from "./inFiles.svelte";
import { Keywords } from "./keywords.svelte";
import { KeywordTree } from "./keywordTree.svelte";
import { Library } from "./library.svelte";
import { faceList, groupList, type FaceList, type GroupList } from "./pagedList.svelte";
import { Preferences } from "./preferences.svelte";
import { PhotoBrowser } from "./photoBrowser.svelte";
import { PhotoCopies } from "./photoCopies.svelte";
import { everything, withKeyword, withPerson } from "./photoFilter";
import { PhotoViewer, type Series } from "./photoViewer.svelte";
import { Questions } from "./questions.svelte";
import { hrefOf, Router, type Route } from "./route.svelte";
import { Scan } from "./scan.svelte";
import { ScanFinds } from "./scanFinds.svelte";
import { Toasts } from "./toast.svelte";
import { Company } from "./company.svelte";
import { errorText } from "./words";

/** A question for a name or a place, asked in a small dialog. */
export type Prompt =
  | { kind: "name" | "move"; count: number; submit: (place: Place) => void; named: readonly string[] }
  | { kind: "rename" | "dates"; person: string }
  | { kind: "merge"; person: string; into: string | null }
  | { kind: "sweep"; sweep: Sweep }
  /** Of some photos; `name` is that of a single one. */
  | { kind: "keywords"; photos: readonly string[]; name: string | null }
  | { kind: "copying" }
  | { kind: "renameKeyword" | "deleteKeyword"; node: KeywordNode }
  | { kind: "folder"; chosen: string | null; submit: (folder: Folder) => void }
  | { kind: "leaveOut"; root: string }
  | { kind: "scanAll"; root: Root | null }
  | { kind: "help" }
  | { kind: "history" }
  | { kind: "unreadable" };

const keptLists = 8;
/** A scan announces a lot; how much is left to ask is not looked at each time. */
const scanPauseMs = 1000;

/** The whole program behind the page. */
export class Kith implements BoardHost {
  readonly backend: Backend;
  readonly toasts = new Toasts();
  readonly router = new Router();
  readonly preferences = new Preferences();
  readonly library: Library;
  readonly scan: Scan;
  readonly inFiles: InFiles;
  readonly decisions: Decisions;
  readonly actions: FaceActions;
  readonly sweep: DaySweep;
  readonly questions: Questions;
  readonly keywords: Keywords;
  readonly keywordTree: KeywordTree;
  readonly viewer: PhotoViewer;
  readonly drag: Drag;
  readonly copies: PhotoCopies;
  readonly finds: ScanFinds;
  prompt = $state.raw<Prompt | null>(null);
  menu = $state.raw<OpenMenu | null>(null);
  /** Who is hidden is shown at the foot of the list of people. */
  hiddenOpen = $state(false);
  /** The history stands beside the page. */
  historyOpen = $state(false);
  /** The faces of the page that is open, for the keys. */
  board = $state.raw<Board | null>(null);
  /** The photos of the page that is open. */
  photos = $state.raw<PhotoBrowser | null>(null);
  /** Where each page was scrolled to. */
  readonly scrolled = new Map<string, number>();
  /** Everybody with a name, the most photographed first, for a field that asks who somebody is. */
  readonly names: readonly NameOption[] = $derived.by(() => this.#nameOptions());
  readonly #faces = new Map<string, FaceList>();
  readonly #groups: GroupList;
  readonly #browsers = new Map<string, PhotoBrowser>();
  readonly #company = new Map<string, Company>();
  /** How high the buttons for what is selected are, in pixels; a toast stands above them. */
  barHeight = $state(0);
  ready = $state(false);
  /** The person wants to look around before any folder is chosen. */
  postponed = $state(false);
  /** The last thing used was the keyboard: the focus may move by itself. */
  byKeyboard = false;

  constructor(backend: Backend) {
    this.backend = backend;
    this.#groups = groupList(backend);
    this.library = new Library(backend, this.fail, () => this.preferences.peopleOrder);
    this.scan = new Scan(backend, this.fail);
    this.finds = new ScanFinds(this.library);
    this.inFiles = new InFiles(backend, this.fail);
    this.decisions = new Decisions(backend, this.library, this.toasts);
    this.actions = new FaceActions(this.decisions);
    this.sweep = new DaySweep(this);
    this.keywords = new Keywords(backend, this.decisions);
    this.keywordTree = new KeywordTree(backend, this.decisions);
    this.questions = new Questions(backend, this.decisions, this.fail);
    this.viewer = new PhotoViewer(this, this.fail);
    this.copies = new PhotoCopies(this);
    this.drag = new Drag(
      (payload, target) => accepts(payload, target),
      (payload, target) => this.#drop(payload, target),
    );
  }

  async start(): Promise<void> {
    try {
      await this.library.start();
      this.library.on(["faces", "groups"], (change) => this.#askAnew(change.origin === "scan"));
      // The program is of use before it is known what there is to ask.
      this.#askAnew(false);
      await this.scan.start(
        this.library.state?.job ?? null,
        (job) => void this.finds.follow(job).catch(this.fail),
      );
      void this.inFiles.start(this.library).catch(this.fail);
      // Where nobody has a name yet, the groups are what there is to see.
      if (this.router.route.page === "home" && this.library.everybody.length === 0)
        this.router.go({ page: "unknown" });
    } catch (error) {
      this.fail(error);
    }
    this.ready = true;
  }

  readonly #askSoon = paced(() => this.#askAnew(false), scanPauseMs);

  #askAnew(later: boolean): void {
    if (later) this.#askSoon();
    else void this.questions.refresh().catch(this.fail);
  }

  readonly fail = (error: unknown): void => this.toasts.error(errorText(asCommandError(error)));

  /** The faces of a filter; the pages seen last are kept, so that going back shows them at once. */
  faces(filter: FaceFilter): FaceList {
    return kept(this.#faces, JSON.stringify(filter), () => faceList(this.backend, filter));
  }

  /** The photos of a person or of the whole library, with what was chosen of them. */
  browser(person: string | null): PhotoBrowser {
    return kept(this.#browsers, person ?? "", () => new PhotoBrowser(this, person));
  }

  /** Who is often in photos with somebody. */
  company(person: string): Company {
    return kept(this.#company, person, () => new Company(this.backend, person));
  }

  /** Lists the photos that show somebody together with somebody else. */
  showTogether(person: string, other: string): void {
    const photos: Route = { page: "person", id: person, tab: "photos" };
    this.scrolled.delete(hrefOf(photos));
    this.router.go(photos);
    void this.browser(person).choose(withPerson(everything(person), "people", other));
  }

  /** Lists all photos that have a keyword, or one below it. */
  showKeyword(keyword: Keyword): void {
    const photos: Route = { page: "photos" };
    this.viewer.close();
    this.scrolled.delete(hrefOf(photos));
    this.router.go(photos);
    void this.browser(null).choose(withKeyword(everything(null), keyword));
  }

  /** The faces or photos of the page that is open. */
  get series(): Series | null {
    return this.board ?? this.photos;
  }

  groups(): GroupList {
    return this.#groups;
  }

  #nameOptions(): NameOption[] {
    const byFaces = (people: readonly PersonRow[]) => [...people].sort((a, b) => b.confirmed - a.confirmed);
    const people = [...byFaces(this.library.people), ...byFaces(this.library.hidden)];
    return people.map(({ id, name, confirmed, thumbnail, hidden }) => ({
      id,
      name,
      detail: hidden ? m.hidden.mark : m.number(confirmed),
      picture: thumbnail === null ? null : this.backend.faceUrl(thumbnail),
      quiet: hidden,
    }));
  }

  readonly askName = (count: number, submit: (place: Place) => void, named: readonly string[] = []): void => {
    this.prompt = { kind: "name", count, submit, named };
  };

  readonly askMove = (count: number, submit: (place: Place) => void, named: readonly string[] = []): void => {
    this.prompt = { kind: "move", count, submit, named };
  };

  readonly askSweep = (sweep: Sweep): void => {
    this.prompt = { kind: "sweep", sweep };
  };

  askKeywords(photos: readonly string[], name: string | null): void {
    this.prompt = { kind: "keywords", photos, name };
  }

  copyPhotos(photos: readonly string[]): void {
    void this.copies.copy(photos);
  }

  showInFolder(photo: string): void {
    void this.backend.showInFolder({ photo }).catch(this.fail);
  }

  /** Opens a menu where the pointer is, or a key asked for it. */
  openMenu(event: MouseEvent, menu: Omit<OpenMenu, "x" | "y">): void {
    event.preventDefault();
    this.menu = { ...menu, x: event.clientX, y: event.clientY };
  }

  openPersonMenu(event: MouseEvent, person: string): void {
    const run = (id: string) => this.runForPerson(id as PersonCommand, person);
    this.openMenu(event, { label: person, actions: this.actionsFor(person), run });
  }

  actionsFor(person: string): Action<PersonCommand>[] {
    return personActions(this.library.hidden.some(({ name }) => name === person));
  }

  runForPerson(command: PersonCommand, person: string): void {
    if (command === "hide" || command === "show") {
      const decision = { kind: "hide", person, hidden: command === "hide" } as const;
      void this.decisions.run({ decisions: [decision], faces: [] });
    } else
      this.prompt = command === "merge" ? { kind: command, person, into: null } : { kind: command, person };
  }

  /** Leaves a folder or a photo out, or takes it in again; `path` is what it is called. */
  leaveOut(place: string, path: string, out: boolean): Promise<boolean> {
    const text = (out ? m.leavingOut.out : m.leavingOut.in)(path);
    return this.decisions.run({ decisions: [{ kind: "leaveOut", place, out }], faces: [], toast: { text } });
  }

  /** Leaves photos out with all their copies; they are no longer shown then. `name` is that of a single one. */
  leavePhotosOut(photos: readonly string[], name: string | null): void {
    const toast = { text: m.leavingOut.out(name ?? m.photos(photos.length)) };
    if (this.viewer.photo && photos.includes(this.viewer.photo.id)) this.viewer.close();
    const decisions = photos.map((photo): Decision => ({ kind: "leavePhotoOut", photo }));
    void this.decisions.run({ decisions, faces: [], toast });
  }

  /** Beside the page, or as a sheet where there is no room for that. */
  toggleHistory(asSheet: boolean): void {
    if (asSheet) this.prompt = { kind: "history" };
    else if (this.viewer.mode !== "full") {
      this.historyOpen = !this.historyOpen;
      if (this.historyOpen) this.viewer.close();
    }
  }

  openPhoto(face: Face, mode: "panel" | "full"): void {
    if (mode === "panel") this.historyOpen = false;
    this.viewer.open(face, mode);
  }

  openWhole(photo: string): void {
    this.viewer.openWhole(photo);
  }

  #drop(payload: Payload, target: DropTarget): void {
    if (payload.kind === "person") return this.#dropPerson(payload.person.name, target);
    if (payload.kind === "photos") return this.#dropPhotos(payload.photos, target);
    const { board, items } = payload;
    const place = this.#placeOf(target);
    if (place) void board.place(items, place);
    else this.askName(board.countOf(items), (named) => void board.place(items, named));
  }

  #dropPerson(name: string, target: DropTarget): void {
    if (target.kind === "person") {
      const into = this.library.person(target.id);
      if (into) this.prompt = { kind: "merge", person: name, into: into.name };
      return;
    }
    const { board } = this;
    if (board) void board.place(board.withSelection(target.id), { kind: "person", name });
  }

  #dropPhotos(photos: readonly string[], target: DropTarget): void {
    const keyword = this.keywordTree.at(target.id);
    if (keyword) void this.keywords.say(photos, keyword.path, true);
  }

  #placeOf(target: DropTarget): Place | null {
    if (target.kind === "unknown" || target.kind === "ignored") return { kind: target.kind };
    const person = target.kind === "person" ? this.library.person(target.id) : null;
    return person ? { kind: "person", name: person.name } : null;
  }
}

function accepts(payload: Payload, target: DropTarget): boolean {
  if (payload.kind === "items") return ["person", "unknown", "ignored", "new"].includes(target.kind);
  if (payload.kind === "photos") return target.kind === "keyword";
  return target.kind === "item" || (target.kind === "person" && target.id !== payload.person.id);
}

/** What was used last is kept; what was used least lately makes room. */
function kept<T>(lists: Map<string, T>, key: string, make: () => T): T {
  const list = lists.get(key) ?? make();
  lists.delete(key);
  lists.set(key, list);
  const [oldest] = lists.keys();
  if (lists.size > keptLists && oldest !== undefined) lists.delete(oldest);
  return list;
}

const key = Symbol("kith");
export const provideKith = (kith: Kith): Kith => setContext(key, kith);
export const useKith = (): Kith => getContext(key);
