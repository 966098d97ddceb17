import type { Decision, LeftOut } from "../types";
import { fail } from "./names";
import type { FakeLeftOut, FakePhoto, Seed } from "./seed";

type Kept = { seed: Pick<Seed, "photos" | "leftOut"> };

/** A folder is called by what the paths in it begin with, a photo by its path. */
const lies = (path: string, place: string) =>
  path === place || (place.endsWith("/") && path.startsWith(place));

const places = ({ seed }: Kept) => [...seed.leftOut.values()].filter(({ out }) => out).map(({ id }) => id);

/** The photos that were scanned and are not left out. */
export function photosThere(library: Kept): FakePhoto[] {
  const out = places(library);
  return library.seed.photos.filter(
    ({ path, scanned }) => scanned && !out.some((place) => lies(path, place)),
  );
}

/** What is left out, by path. */
export function leftOut(library: Kept, root: string): LeftOut[] {
  return places(library)
    .sort()
    .map((place) => {
      const photos = library.seed.photos.filter(({ path }) => lies(path, place)).length;
      return { place, root, path: place.replace(/\/$/, ""), photos };
    });
}

/** What a decision leaves out or takes in; nothing where that is so already. */
export function leftOutAfter(
  library: Kept,
  decision: Extract<Decision, { kind: "leaveOut" | "leavePhotoOut" }>,
): FakeLeftOut[] {
  const out = decision.kind === "leavePhotoOut" || decision.out;
  const id = decision.kind === "leaveOut" ? decision.place : pathOf(library, decision.photo);
  if (id === "") return fail({ code: "notFound", what: "folder" });
  return (library.seed.leftOut.get(id)?.out ?? false) === out ? [] : [{ id, out }];
}

function pathOf({ seed }: Kept, photo: string): string {
  return seed.photos.find(({ id }) => id === photo)?.path ?? fail({ code: "notFound", what: photo });
}
