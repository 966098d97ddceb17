import { expect, it, vi } from "vitest";
import { fakeBackend } from "../ipc/fake";
import { Board, faceItems, groupItems } from "./board.svelte";
import { Kith } from "./kith.svelte";

/** Unknown as its page shows it: groups, then the faces alone. */
async function unknown() {
  const kith = new Kith(fakeBackend());
  await kith.start();
  const [groups, alone] = [kith.groups(), kith.faces({ kind: "alone" })];
  kith.decisions.join(groups);
  kith.decisions.join(alone);
  await Promise.all([groups.refresh(), alone.refresh()]);
  const board = new Board(kith, () => [
    { id: "groups", title: "Groups", cell: "group", items: groupItems(groups.items), waiting: 0 },
    { id: "alone", title: "Alone", cell: "face", items: faceItems(alone.items), waiting: 0 },
  ]);
  return { kith, board, groups, alone };
}

it("names a group with all its faces, not only the seven on its card", async () => {
  const { board, groups } = await unknown();
  const [item] = board.items;
  if (item?.kind !== "group") throw new Error("the groups come first");
  expect(item.group.count).toBeGreaterThan(7);
  const { faces, groups: whole } = await board.targets([item]);
  expect(faces.length).toBe(item.group.count);
  expect(whole).toEqual([item.group.id]);
  const before = groups.items.length;
  const named = board.place([item], { kind: "person", name: "Otto" });
  await vi.waitFor(() => expect(groups.items.length).toBe(before - 1));
  expect(await named).toBe(true);
});

it("acts on the selection, and without one on what has the focus", async () => {
  const { board } = await unknown();
  const [first, second, third] = board.order.slice(10);
  if (!first || !second || !third) throw new Error("too few faces");
  board.selection.moveTo(first, board.order);
  expect(board.chosen.map((item) => item.id)).toEqual([first]);
  board.selection.set([second, third]);
  expect(board.chosen.map((item) => item.id)).toEqual([second, third]);
  expect(board.withSelection(second)).toHaveLength(2);
  expect(board.withSelection(first)).toHaveLength(1);
});

it("hands the focus to the next face when one is decided", async () => {
  const { board, alone } = await unknown();
  const [first, second] = alone.items.map((face) => face.id);
  if (!first || !second) throw new Error("too few faces");
  board.selection.moveTo(first, board.order);
  expect(board.run("ignore")).toBe(true);
  expect(board.selection.focus).toBe(second);
  await vi.waitFor(() => expect(alone.items.some((face) => face.id === first)).toBe(false));
});

it("asks for a name where there is nothing to confirm", async () => {
  const { kith, board, alone } = await unknown();
  board.selection.moveTo(alone.items[0]?.id ?? "", board.order);
  expect(board.run("confirm")).toBe(true);
  expect(kith.prompt).toMatchObject({ kind: "name", count: 1 });
});

it("sends Enter on a group to its name field and Space into the group", async () => {
  const { board } = await unknown();
  const [group] = board.order;
  board.focusName = vi.fn();
  board.openGroup = vi.fn();
  board.selection.moveTo(group ?? "", board.order);
  board.run("confirm");
  expect(board.focusName).toHaveBeenCalledWith(group);
  board.run("preview");
  expect(board.openGroup).toHaveBeenCalledOnce();
});

it("lets Esc drop the selection first", async () => {
  const { board } = await unknown();
  expect(board.run("selectAll")).toBe(true);
  expect(board.selection.size).toBe(board.items.length);
  expect(board.run("back")).toBe(true);
  expect(board.run("back")).toBe(false);
});
