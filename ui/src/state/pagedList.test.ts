import { expect, it, vi } from "vitest";
import { PagedList } from "./pagedList.svelte";
import type { Expectation } from "./expectation";

type Item = { id: string };

function source(count: number) {
  const all = Array.from({ length: count }, (_, at): Item => ({ id: `i${at}` }));
  const read = vi.fn(async (offset: number, limit: number) => ({
    total: all.length,
    items: all.slice(offset, offset + limit),
  }));
  const list = new PagedList<Item>({
    pageSize: 10,
    read,
    expected: (item, expectations) => (expectations.hides(item.id) ? null : item),
  });
  return { all, read, list };
}

const leaving = (...ids: string[]): Expectation => ({ faces: new Map(), groups: new Set(ids) });

it("reads a page at a time and knows the total from the first", async () => {
  const { list, read } = source(25);
  await list.refresh();
  expect([list.items.length, list.total, list.loaded]).toEqual([10, 25, true]);
  await list.more();
  expect(list.items.length).toBe(20);
  expect(read).toHaveBeenCalledTimes(2);
  expect((await list.all()).map((item) => item.id)).toEqual(Array.from({ length: 25 }, (_, at) => `i${at}`));
  await list.more();
  expect(read).toHaveBeenCalledTimes(3);
});

it("reads again as far as it had read", async () => {
  const { list, all } = source(25);
  await list.refresh();
  await list.more();
  all.unshift({ id: "new" });
  await list.refresh();
  expect([list.items[0]?.id, list.items.length, list.total]).toEqual(["new", 20, 26]);
});

it("lists nothing twice when the pages shift under it", async () => {
  const { list, all } = source(15);
  await list.refresh();
  all.unshift({ id: "new" });
  await list.more();
  expect(new Set(list.items.map((item) => item.id)).size).toBe(list.items.length);
});

it("shows at once what a decision will take away, and again when the decision fails", async () => {
  const { list } = source(5);
  await list.refresh();
  const expectation = leaving("i1", "i2");
  list.expect(expectation);
  expect([list.items.length, list.total]).toEqual([3, 3]);
  list.drop(expectation);
  expect([list.items.length, list.total]).toEqual([5, 5]);
});

it("does not let an answer from before the decision bring a face back", async () => {
  const { list, all, read } = source(3);
  await list.refresh();
  const expectation = leaving("i0");
  let answer: (() => void) | undefined;
  read.mockImplementationOnce(async () => {
    const before = { total: 3, items: [...all] };
    await new Promise<void>((resolve) => (answer = resolve));
    return before;
  });
  const early = list.refresh();
  list.expect(expectation);
  all.shift();
  list.settle(expectation);
  answer?.();
  await early;
  expect(list.items.map((item) => item.id)).toEqual(["i1", "i2"]);
  await list.refresh();
  expect([list.items.length, list.total]).toEqual([2, 2]);
  all.unshift({ id: "i0" });
  await list.refresh();
  expect(list.items.map((item) => item.id)).toEqual(["i0", "i1", "i2"]);
});
