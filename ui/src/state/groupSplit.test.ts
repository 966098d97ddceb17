import { beforeEach, expect, it, vi } from "vitest";
import type { Backend, Face } from "../ipc";
import { fakeBackend } from "../ipc/fake";
import { withSplit, actionsOn } from "./actions";
import { Board, faceItems } from "./board.svelte";
import { GroupSplit, splitDecisions } from "./groupSplit";
import { Kith } from "./kith.svelte";

beforeEach(() => void (window.location.hash = "#/"));

async function page(change: (backend: Backend) => Partial<Backend> = () => ({})) {
  const backend = fakeBackend();
  const kith = new Kith({ ...backend, ...change(backend) });
  await kith.start();
  kith.router.go({ page: "group", id: "g12" });
  const list = kith.faces({ kind: "group", group: "g12" });
  await list.refresh();
  const section = () => ({
    id: "group",
    title: null,
    cell: "face" as const,
    items: faceItems(list.items),
    waiting: 0,
  });
  const board = new Board(kith, () => [section()]);
  const split = new GroupSplit(kith, "g12");
  board.splitOff = (leaving, stays) => void split.split(leaving, stays);
  return { kith, backend, list, board, split };
}

const groupOf = async (backend: Backend, { id, photo }: Face) =>
  (await backend.getPhoto({ photo })).faces.find((face) => face.id === id)?.group ?? null;

it("says of each face that leaves that it differs from one that stays, and nothing of how they are to each other", () => {
  const [a, b, c] = ["a", "b", "c"].map((id) => ({ id }) as Face) as [Face, Face, Face];
  expect(splitDecisions([a, b], c)).toEqual([
    { kind: "different", face: "a", other: "c" },
    { kind: "different", face: "b", other: "c" },
  ]);
});

it("parts the group by what is selected, as one step with undo", async () => {
  const { kith, backend, list, board } = await page();
  const before = list.total;
  const leaving = board.order.slice(1, 5);
  board.selection.set(leaving);
  expect(board.run("split")).toBe(true);
  expect(board.selection.size).toBe(0);
  await vi.waitFor(() => expect(kith.toasts.current?.text).toBe("4 faces split off"));
  await list.refresh();
  expect(list.total).toBe(before - 4);
  expect(list.items.some(({ id }) => leaving.includes(id))).toBe(false);
  expect(kith.router.route).toEqual({ page: "group", id: "g12" });
  kith.toasts.current?.undo?.();
  await vi.waitFor(() => expect(kith.library.undo.undo).toBeNull());
  const { total } = await backend.listFaces({ filter: { kind: "group", group: "g12" }, offset: 0, limit: 1 });
  expect(total).toBe(before);
});

it("leads to the other group, which holds what was split off", async () => {
  const { kith, backend, board } = await page();
  const leaving = board.facesOf(board.items.slice(0, 4));
  board.selection.set(leaving.map(({ id }) => id));
  board.run("split");
  await vi.waitFor(() => expect(kith.toasts.current?.link?.label).toBe("Show them"));
  kith.toasts.current?.link?.run();
  await vi.waitFor(() => expect(kith.router.route).not.toEqual({ page: "group", id: "g12" }));
  const { route } = kith.router;
  if (route.page !== "group") throw new Error("no group");
  for (const face of leaving) expect(await groupOf(backend, face)).toBe(route.id);
});

it("leads to the faces that are alone where one is left by itself", async () => {
  const { kith, board } = await page();
  board.selection.moveTo(board.order[0] ?? "", board.order);
  board.run("split");
  await vi.waitFor(() => expect(kith.toasts.current?.link).toBeDefined());
  kith.toasts.current?.link?.run();
  await vi.waitFor(() => expect(kith.router.route).toEqual({ page: "unknown" }));
});

it("goes along with those who stay if the larger part keeps the number, and waits until the group falls apart", async () => {
  let parted = false;
  const { kith, board } = await page((backend) => ({
    getPhoto: async (request) => {
      const photo = await backend.getPhoto(request);
      const faces = photo.faces.map((face) => {
        if (face.group === "g12") return { ...face, group: parted ? "g99" : "g12" };
        return face.group?.startsWith("g12") ? { ...face, group: "g12" } : face;
      });
      return { ...photo, faces };
    },
  }));
  board.selection.set(board.order.slice(0, 4));
  board.run("split");
  await vi.waitFor(() => expect(kith.toasts.current?.link).toBeDefined());
  expect(kith.router.route).toEqual({ page: "group", id: "g12" });
  parted = true;
  await kith.backend.decide({ decisions: [] });
  await vi.waitFor(() => expect(kith.router.route).toEqual({ page: "group", id: "g99" }));
});

it("stays where it is if those who stay got a name meanwhile", async () => {
  const { kith, board } = await page((backend) => ({
    decide: async (request) => {
      const [first] = request.decisions;
      const decided = await backend.decide(request);
      if (first?.kind === "different")
        await backend.decide({
          decisions: [{ kind: "confirm", face: first.other, person: "Otto", allowTwice: true }],
        });
      return decided;
    },
  }));
  const read = vi.spyOn(kith.backend, "getPhoto");
  board.selection.set(board.order.slice(0, 4));
  board.run("split");
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  await Promise.all(read.mock.results.map(({ value }) => value));
  await new Promise((resolve) => setTimeout(resolve));
  expect(kith.router.route).toEqual({ page: "group", id: "g12" });
});

it("counts each split by itself, and takes back that one", async () => {
  const { kith, list, board } = await page();
  const before = list.total;
  for (const count of [3, 1]) {
    await list.refresh();
    board.selection.set(board.order.slice(1, 1 + count));
    board.run("split");
    const text = `${count === 1 ? "1 face" : `${count} faces`} split off`;
    await vi.waitFor(() => expect(kith.toasts.current?.text).toBe(text));
  }
  kith.toasts.current?.undo?.();
  await vi.waitFor(() => expect(kith.toasts.current?.text).toBe("Undone: “two people”"));
  await list.refresh();
  expect(list.total).toBe(before - 3);
});

it("can be done to some of a group, not to all of it, and nowhere else", async () => {
  const { kith, board } = await page();
  const { items } = board;
  expect([board.canSplit([]), board.canSplit(items.slice(0, 1)), board.canSplit(items)]).toEqual([
    false,
    true,
    false,
  ]);
  expect(board.run("split", [...items])).toBe(false);
  const elsewhere = new Board(kith, () => board.sections.slice());
  expect(elsewhere.run("split", items.slice(0, 1))).toBe(false);
});

it("stands behind the name among what can be done", async () => {
  const { board } = await page();
  const ids = withSplit(actionsOn(board.facesOf(board.items), false)).map(({ id }) => id);
  expect(ids.slice(ids.indexOf("name"))).toEqual(["name", "split", "ignore", "notAFace", "move"]);
});
