import type { Backend, Face, FaceFilter, Group, PastStep } from "../ipc";
import { coalesced } from "./coalesce";
import { Expectations, type Expectation } from "./expectation";
import { belongs } from "./predict";

type Page<T> = { total: number; items: T[] };
type Source<T> = {
  pageSize: number;
  read(offset: number, limit: number): Promise<Page<T>>;
  /** The item with what is expected laid over it; null when it is expected to leave. */
  expected(item: T, expectations: Expectations): T | null;
};

/** A list that is read from the front as far as somebody looks, and kept in step with decisions. */
export class PagedList<T extends { id: string }> {
  readonly #source: Source<T>;
  readonly #expectations = new Expectations();
  #read: T[] = [];
  #readTotal = 0;
  #readings = 0;
  #wanted: number;
  #stale = true;

  items = $state.raw<readonly T[]>([]);
  total = $state(0);
  loaded = $state(false);
  readonly #run = coalesced(() => this.#readOn());

  constructor(source: Source<T>) {
    this.#source = source;
    this.#wanted = source.pageSize;
  }

  /** Reads again what has been read so far, or the first page. */
  refresh(): Promise<void> {
    this.#stale = true;
    return this.#run();
  }

  /** Reads one page more. */
  async more(): Promise<void> {
    if (this.#read.length >= this.#readTotal) return;
    this.#wanted = this.#read.length + this.#source.pageSize;
    await this.#run();
  }

  async all(): Promise<readonly T[]> {
    this.#wanted = Infinity;
    await this.#run();
    this.#wanted = Math.max(this.#source.pageSize, this.#read.length);
    return this.items;
  }

  expect(expectation: Expectation): void {
    this.#expectations.add(expectation);
    this.#show();
  }

  drop(expectation: Expectation): void {
    this.#expectations.drop(expectation);
    this.#show();
  }

  settle(expectation: Expectation): void {
    this.#expectations.settle(expectation, this.#readings + 1);
    this.refresh().catch(() => this.drop(expectation));
  }

  async #readOn(): Promise<void> {
    const reading = ++this.#readings;
    const afresh = this.#stale;
    this.#stale = false;
    const items = new Map(afresh ? [] : this.#read.map((item) => [item.id, item]));
    let offset = items.size;
    let total = afresh ? Infinity : this.#readTotal;
    while (offset < Math.min(this.#wanted, total)) {
      const page = await this.#source.read(offset, this.#source.pageSize);
      for (const item of page.items) items.set(item.id, item);
      offset += page.items.length;
      total = page.total;
      if (page.items.length === 0) break;
    }
    this.#read = [...items.values()];
    this.#readTotal = offset >= total ? this.#read.length : total;
    if (afresh) this.#expectations.arrived(reading);
    this.loaded = true;
    this.#show();
  }

  #show(): void {
    this.items = this.#read.flatMap((item) => this.#source.expected(item, this.#expectations) ?? []);
    this.total = this.#readTotal - (this.#read.length - this.items.length);
  }
}

export type FaceList = PagedList<Face>;
export type GroupList = PagedList<Group>;
export type StepList = PagedList<PastStep>;

export function faceList(backend: Backend, filter: FaceFilter): FaceList {
  return new PagedList<Face>({
    pageSize: 400,
    async read(offset, limit) {
      const page = await backend.listFaces({ filter, offset, limit });
      return { total: page.total, items: page.faces };
    },
    expected(face, expectations) {
      const expected = expectations.face(face);
      return belongs(expected, filter) ? expected : null;
    },
  });
}

export function groupList(backend: Backend): GroupList {
  return new PagedList<Group>({
    pageSize: 60,
    async read(offset, limit) {
      const page = await backend.listGroups({ offset, limit });
      return { total: page.total, items: page.groups };
    },
    expected: (group, expectations) => (expectations.hides(group.id) ? null : group),
  });
}

export function stepList(backend: Backend): StepList {
  return new PagedList<PastStep>({
    pageSize: 60,
    async read(offset, limit) {
      const page = await backend.listSteps({ offset, limit });
      return { total: page.total, items: page.steps };
    },
    expected: (step) => step,
  });
}
