import { expect, it, vi } from "vitest";
import type { FaceList } from "../../state/pagedList.svelte";
import { personSections, yearsOf } from "./personSections";

type Face = FaceList["items"][number];

const face = (id: string, taken: string | null, probability: number | null): Face => ({
  id,
  photo: id,
  thumbnail: `${id}-1`,
  state: probability === null ? "confirmed" : "suggested",
  reason: null,
  person: probability === null ? { id: "p", name: "Anna" } : null,
  suggestion:
    probability === null ? null : { person: { id: "p", name: "Anna" }, probability, runnerUp: null },
  later: false,
  group: null,
  box: { x: 0, y: 0, w: 1, h: 1 },
  taken,
  takenOn: taken?.slice(0, 10) ?? null,
});

const faces = [
  face("s1", "2020-01-01T00:00:00", 99),
  face("s2", null, 93),
  face("s3", null, 71),
  face("c1", "2024-05-01T00:00:00", null),
  face("c2", "2023-05-01T00:00:00", null),
  face("c3", null, null),
  face("new", "2024-07-01T00:00:00", null),
];
const titles = (waiting = 0, list = faces, life: Parameters<typeof personSections>[3] = null) =>
  personSections(list, waiting, () => {}, life).map((section) => [
    section.title,
    section.items.length,
    section.waiting,
  ]);

it("puts suggestions on top by how sure they are, then year by year", () => {
  expect(titles()).toEqual([
    ["Suggested · almost sure", 1, 0],
    ["Suggested · likely", 1, 0],
    ["Suggested · perhaps", 1, 0],
    ["2024", 2, 0],
    ["2023", 1, 0],
    ["Without a date", 1, 0],
  ]);
});

it("says in each year how old the person was", () => {
  const years = (born: string, died: string | null = null) =>
    titles(0, faces, { born, died }).flatMap(([title]) => (String(title).startsWith("20") ? [title] : []));
  expect(years("2005-05-12")).toEqual(["2024 · 18–19 years old", "2023 · 17 years old"]);
  expect(years("2022")).toEqual(["2024 · 1–2 years old", "2023 · 0–1 years old"]);
  expect(years("2022-05-01")).toEqual(["2024 · 2 years old", "2023 · 1 year old"]);
  expect(years("2024")).toEqual(["2024 · first year", "2023"]);
  expect(years("1984", "2023-06")).toEqual(["2024", "2023 · 38–39 years old"]);
});

it("moves what has just been confirmed to its place in its year", () => {
  const [, , , year] = personSections(faces, 0, () => {}, null);
  expect(year?.items.map((item) => item.id)).toEqual(["new", "c1"]);
});

it("offers to confirm all of a section, and only what is wholly read", () => {
  const confirmAll = vi.fn();
  const [sure] = personSections(faces, 0, confirmAll, null);
  sure?.action?.run();
  expect(confirmAll).toHaveBeenCalledExactlyOnceWith([faces[0]]);
  const [, , last] = personSections(faces.slice(0, 3), 200, confirmAll, null);
  expect(last).toMatchObject({ waiting: 200 });
  expect(last?.action).toBeUndefined();
});

it("tells the years of what is confirmed", () => {
  expect(yearsOf(faces)).toBe("2023 – 2024");
  expect(yearsOf(faces.slice(3, 4))).toBe("2024");
  expect(yearsOf(faces.slice(0, 3))).toBeNull();
});
