import { expect, it, vi } from "vitest";
import type { FaceList } from "../../state/pagedList.svelte";
import { daySections } from "./daySections";

type Face = FaceList["items"][number];
const face = (id: string, taken: string | null) => ({ id, taken }) as Face;

const faces = [
  face("a", "2024-05-02T23:59:59"),
  face("b", "2024-05-02T00:00:00"),
  face("c", "2024-05-01T12:00:00"),
  face("d", null),
];

it("puts the faces of a day together, and those without a date last", () => {
  const sections = daySections(faces, 0, () => {});
  expect(sections.map(({ items }) => items.map(({ id }) => id))).toEqual([["a", "b"], ["c"], ["d"]]);
  expect(sections.map(({ title }) => title)).toEqual(["May 2, 2024", "May 1, 2024", "Without a date"]);
});

it("offers to send a day away, and not what has no day", () => {
  const sweep = vi.fn();
  const sections = daySections(faces, 0, sweep);
  sections[0]?.action?.run();
  expect(sweep).toHaveBeenCalledExactlyOnceWith("2024-05-02");
  expect(sections.map(({ action }) => action !== undefined)).toEqual([true, true, false]);
});

it("has what was not read yet in its last section", () => {
  expect(daySections(faces, 7, () => {}).map(({ waiting }) => waiting)).toEqual([0, 0, 7]);
});
