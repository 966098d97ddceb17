import type { Backend, PhotoFilter, PhotoMonth, PhotoTile } from "../ipc";
import { coalesced } from "./coalesce";

const pieceSize = 200;

/** A month of the list, with the place of its first photo. */
export type Month = PhotoMonth & { first: number };
type Range = { first: number; last: number };
type Pieces = ReadonlyMap<number, readonly PhotoTile[]>;

/**
 * The photos that a filter lets through. How long the list is and where its months lie is known at once; the photos
 * themselves are read in pieces, wherever somebody looks.
 */
export class PhotoList {
  readonly #backend: Backend;
  readonly #onError: (error: unknown) => void;
  #filter: PhotoFilter;
  #shownFilter: PhotoFilter | null = null;
  #looked: Range = { first: 0, last: 0 };
  #asked = new Set<number>();
  #version = 0;
  /** Whether somebody needs to know all photos, also those that have not been read. */
  readonly #needsAll: () => boolean;
  #all: readonly string[] | null = null;

  months = $state.raw<readonly Month[]>([]);
  loaded = $state(false);
  #pieces = $state.raw<Pieces>(new Map());
  total = $state(0);
  /** Where each photo lies that has been read; the pieces may overlap for a moment when the library changes. */
  #places = $state.raw<ReadonlyMap<string, number>>(new Map());
  /** The photos in the order of the list: those that have been read, or all of them where somebody asked. */
  order = $state.raw<readonly string[]>([]);

  readonly #run = coalesced(() => this.#readAfresh());

  constructor(
    backend: Backend,
    filter: PhotoFilter,
    onError: (error: unknown) => void,
    needsAll: () => boolean = () => false,
  ) {
    this.#backend = backend;
    this.#filter = filter;
    this.#onError = onError;
    this.#needsAll = needsAll;
  }

  /** Lists other photos from now on; what is on screen stays until they are read. */
  async show(filter: PhotoFilter): Promise<void> {
    this.#filter = filter;
    await this.#run();
  }

  /** Reads again what is being looked at. */
  refresh(): Promise<void> {
    return this.#run();
  }

  /** Somebody looks at the photos from `first` to `last`. */
  look(first: number, last: number): void {
    this.#looked = { first, last };
    const missing = piecesOf({ first, last }, this.total).filter((piece) => !this.#asked.has(piece));
    for (const piece of missing) void this.#readOn(piece);
  }

  /** Finds out the order of all photos; those of a long list are not read for that. */
  async readOrder(): Promise<void> {
    if (this.#all || this.#places.size === this.total) return;
    const version = this.#version;
    const all = await this.#backend.listPhotoIds({ filter: this.#shownFilter ?? this.#filter });
    if (version !== this.#version) return this.readOrder();
    this.#all = all;
    this.order = all;
  }

  at(index: number): PhotoTile | null {
    return this.#pieces.get(Math.floor(index / pieceSize))?.[index % pieceSize] ?? null;
  }

  /** Identity of the photo at a place; null when it has not been read. */
  idAt(index: number): string | null {
    const id = this.at(index)?.id ?? null;
    return id !== null && this.#places.get(id) === index ? id : null;
  }

  indexOf(id: string): number {
    return this.#places.get(id) ?? -1;
  }

  async #readOn(piece: number): Promise<void> {
    const version = this.#version;
    this.#asked.add(piece);
    try {
      const tiles = await this.#read(this.#shownFilter ?? this.#filter, this.months, piece);
      if (version === this.#version) this.#keep(new Map(this.#pieces).set(piece, tiles));
    } catch (error) {
      if (version === this.#version) this.#asked.delete(piece);
      this.#onError(error);
    }
  }

  async #readAfresh(): Promise<void> {
    const filter = this.#filter;
    const months = withPlaces(await this.#backend.photoMonths({ filter }));
    const total = months.reduce((sum, month) => sum + month.photos, 0);
    const range = filter === this.#shownFilter ? this.#moved(months) : { first: 0, last: pieceSize - 1 };
    const wanted = piecesOf(range, total);
    const all = this.#needsAll() ? this.#backend.listPhotoIds({ filter }) : null;
    const read = await Promise.all(wanted.map((piece) => this.#read(filter, months, piece)));
    this.#all = await all;
    this.#version += 1;
    this.#asked = new Set(wanted);
    this.#shownFilter = filter;
    this.#looked = range;
    this.months = months;
    this.total = total;
    this.#keep(new Map(wanted.map((piece, at) => [piece, read[at] ?? []])));
    this.loaded = true;
  }

  /** The list outlives the page that shows it, so what follows from the pieces is worked out here and not derived. */
  #keep(pieces: Pieces): void {
    this.#pieces = pieces;
    this.#places = placesOf(pieces);
    this.order = this.#all ?? [...this.#places].sort((a, b) => a[1] - b[1]).map(([id]) => id);
  }

  #read(filter: PhotoFilter, months: readonly Month[], piece: number): Promise<PhotoTile[]> {
    const start = piece * pieceSize;
    const month = months.findLast(({ first }) => first <= start);
    if (!month) return Promise.resolve([]);
    const offset = start - month.first;
    return this.#backend.listPhotos({ filter, month: month.month, offset, limit: pieceSize });
  }

  /** Where that lies in new months which is being looked at, with as much around it. */
  #moved(months: readonly Month[]): Range {
    const { first, last } = this.#looked;
    const old = this.months.findLast((month) => month.first <= first);
    if (!old) return { first: 0, last: pieceSize - 1 };
    const same = months.find(({ month }) => (month ?? "") <= (old.month ?? ""));
    const shift = (same?.first ?? 0) - old.first;
    const around = last - first;
    return { first: first + shift - around, last: last + shift + around };
  }
}

function withPlaces(months: readonly PhotoMonth[]): Month[] {
  let first = 0;
  return months.map((month) => {
    const placed = { ...month, first };
    first += month.photos;
    return placed;
  });
}

/** The pieces that cover a range of a list. */
function piecesOf({ first, last }: Range, total: number): number[] {
  const from = Math.floor(Math.max(0, first) / pieceSize);
  const to = Math.floor(Math.min(last, total - 1) / pieceSize);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}

function placesOf(pieces: Pieces): Map<string, number> {
  const places = new Map<string, number>();
  for (const [piece, tiles] of pieces)
    tiles.forEach(({ id }, at) => {
      if (!places.has(id)) places.set(id, piece * pieceSize + at);
    });
  return places;
}
