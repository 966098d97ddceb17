import { m } from "../i18n";
import type { Backend, LibraryChanged, LibraryState, PeopleList, PersonRow, Topic, UndoState } from "../ipc";
import { inOrder, type PeopleOrder } from "../lib/peopleOrder";
import { coalesced, paced } from "./coalesce";

const scanPauseMs = 300;

type Listener = (change: LibraryChanged) => void;

/** The counts and the people, kept fresh by the library's own announcements. */
export class Library {
  readonly #backend: Backend;
  readonly #listeners = new Set<{ topics: readonly Topic[]; listener: Listener }>();
  readonly #onError: (error: unknown) => void;
  readonly #order: () => PeopleOrder;

  state = $state.raw<LibraryState | null>(null);
  list = $state.raw<PeopleList>({ unknown: 0, unconfirmed: 0, ignored: 0, outOfLife: 0, people: [] });
  undo = $state.raw<UndoState>({ undo: null, redo: null });
  /** Everybody: new suggestions first, then in the order that was chosen. */
  everybody: readonly PersonRow[] = $derived.by(() => inOrder(this.list.people, this.#order(), m.byName));
  /** Those who are listed, and those who are not. */
  people: readonly PersonRow[] = $derived(this.everybody.filter((person) => !person.hidden));
  hidden: readonly PersonRow[] = $derived(this.everybody.filter((person) => person.hidden));
  #byId = $derived(new Map(this.list.people.map((person) => [person.id, person])));

  readonly refresh = coalesced(async () => {
    const [state, list] = await Promise.all([this.#backend.libraryState(), this.#backend.listPeople()]);
    this.state = state;
    this.undo = state.undo;
    this.list = list;
  });

  constructor(backend: Backend, onError: (error: unknown) => void, order: () => PeopleOrder) {
    this.#order = order;
    this.#backend = backend;
    this.#onError = onError;
  }

  async start(): Promise<void> {
    const refresh = () => void this.refresh().catch(this.#onError);
    const soon = paced(refresh, scanPauseMs);
    await this.#backend.onLibraryChanged((change) => {
      if (change.origin === "scan") soon();
      else if (change.topics.some((topic) => topic !== "files")) refresh();
      for (const { topics, listener } of this.#listeners)
        if (topics.some((topic) => change.topics.includes(topic))) listener(change);
    });
    await this.refresh();
  }

  /** Calls `listener` whenever one of the topics changes, until the returned function is called. */
  on(topics: readonly Topic[], listener: Listener): () => void {
    const entry = { topics, listener };
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  person(id: string): PersonRow | null {
    return this.#byId.get(id) ?? null;
  }
}
