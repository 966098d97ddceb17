import { expect, it, vi } from "vitest";
import type { PeopleList, PersonRow } from "../ipc";
import { findsText, ScanFinds } from "./scanFinds.svelte";

function row(name: string, suggested: number, hidden = false): PersonRow {
  return {
    id: name,
    name,
    born: null,
    died: null,
    confirmed: 5,
    suggested,
    lastSeen: null,
    thumbnail: null,
    hidden,
  };
}

const listOf = (unknown: number, people: PersonRow[]): PeopleList => ({
  unknown,
  unconfirmed: 0,
  ignored: 0,
  outOfLife: 0,
  people,
});

function library(first: PeopleList) {
  const host = { list: first, refresh: vi.fn(() => Promise.resolve()) };
  return { host, finds: new ScanFinds(host) };
}

it("says whom a scan found since it began, the most first, and not who is hidden", async () => {
  const { host, finds } = library(listOf(10, [row("Anna", 1), row("Ben", 4), row("Cem", 0, true)]));
  await finds.follow({ state: "running" });
  host.list = listOf(9, [row("Anna", 3), row("Ben", 4), row("Cem", 8, true)]);
  await finds.follow({ state: "paused" });
  expect(finds.found).toBeNull();
  host.list = listOf(14, [row("Anna", 3), row("Ben", 2), row("Cem", 8, true), row("Dana", 6)]);
  await finds.follow({ state: "finished" });
  expect(finds.found).toEqual({
    people: [
      { name: "Dana", faces: 6 },
      { name: "Anna", faces: 2 },
    ],
    unknown: 4,
  });
  finds.dismiss();
  expect(finds.found).toBeNull();
});

it("says nothing of a scan that found nobody, or that ended before the page was opened", async () => {
  const { host, finds } = library(listOf(10, [row("Anna", 1)]));
  await finds.follow({ state: "finished" });
  expect([finds.found, host.refresh.mock.calls]).toEqual([null, []]);
  await finds.follow({ state: "running" });
  await finds.follow({ state: "cancelled" });
  expect(finds.found).toBeNull();
});

it("tells by name whom a scan found, as long as they are few", () => {
  const people = ["Anna", "Ben", "Cem", "Dana", "Emil"].map((name, at) => ({ name, faces: 9 - at }));
  expect(findsText({ people: people.slice(0, 1), unknown: 0 })).toBe("Found: Anna (9)");
  expect(findsText({ people, unknown: 1 })).toBe(
    "Found: Anna (9), Ben (8), Cem (7), and 2 more people · 1 more face without a name",
  );
  expect(findsText({ people: [], unknown: 14 })).toBe("Found: 14 faces without a name");
});
