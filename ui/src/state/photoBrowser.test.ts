import { expect, it, vi } from "vitest";
import { fakeBackend } from "../ipc/fake";
import { PhotoBrowser } from "./photoBrowser.svelte";
import {
  conditions,
  everything,
  onlyKnown,
  withKeyword,
  withoutKeyword,
  withoutPerson,
  withPerson,
} from "./photoFilter";

async function browsing(library: string, person: string | null = null) {
  const backend = fakeBackend(new URLSearchParams({ library }));
  const listPhotos = vi.spyOn(backend, "listPhotos");
  const openWhole = vi.fn();
  const browser = new PhotoBrowser({ backend, fail: vi.fn(), openWhole }, person);
  await browser.list.refresh();
  return { browser, list: browser.list, listPhotos, openWhole };
}

it("knows how long the list is before it has been read, and reads only what is looked at", async () => {
  const { list, listPhotos } = await browsing("large");
  expect([list.total, list.order.length]).toEqual([6000, 200]);
  list.look(5990, 5999);
  await vi.waitFor(() => expect(list.at(5999)).not.toBeNull());
  expect(listPhotos).toHaveBeenCalledTimes(2);
  expect(list.at(3000)).toBeNull();
  expect(list.at(5999)?.taken).toBeNull();
  list.look(5990, 5999);
  expect(listPhotos).toHaveBeenCalledTimes(2);
});

it("reads again around what is looked at", async () => {
  const { list } = await browsing("large");
  list.look(3000, 3020);
  await vi.waitFor(() => expect(list.idAt(3000)).not.toBeNull());
  const before = list.idAt(3000);
  await list.refresh();
  expect(list.idAt(3000)).toBe(before);
  expect(list.idAt(0)).toBeNull();
});

it("lists what was chosen, from the first photo on", async () => {
  const { browser, list } = await browsing("named", "p0");
  const anna = list.total;
  const toStart = vi.fn();
  browser.view = { toStart, reveal: vi.fn(), toMonth: vi.fn(), focusFirst: vi.fn() };
  await browser.choose(withPerson(browser.choice, "without", "p1"));
  expect(list.total).toBeLessThan(anna);
  expect(toStart).toHaveBeenCalledOnce();
  await browser.chooseAll();
  expect([list.total, browser.conditions]).toEqual([anna, 0]);
});

it("opens the photo with the focus and goes on to its neighbours", async () => {
  const { browser, list, openWhole } = await browsing("named");
  expect(browser.run("confirm")).toBe(false);
  browser.selection.moveTo(list.idAt(1) ?? "", list.order);
  expect(browser.run("confirm")).toBe(true);
  expect(openWhole).toHaveBeenCalledWith(list.idAt(1));
  browser.neighbour(null, -1)?.take();
  expect(browser.selection.focus).toBe(list.idAt(0));
  expect(browser.neighbour(null, -1)).toBeNull();
});

it("has somebody in the photos or out of them, and forgets who is gone", () => {
  const both = withPerson(withPerson(everything("p0"), "people", "p1"), "people", "p2");
  expect([conditions(everything("p0"), "p0"), conditions(both, "p0")]).toEqual([0, 2]);
  expect(withPerson(both, "without", "p1")).toMatchObject({ people: ["p0", "p2"], without: ["p1"] });
  const any = withPerson({ ...everything("p0"), gathering: "any" }, "people", "p1");
  expect(withoutPerson(any, "p1")).toMatchObject({ people: ["p0"], gathering: "together" });
  expect(onlyKnown(both, (id) => id !== "p2").people).toEqual(["p0", "p1"]);
  expect(onlyKnown(both, () => true)).toBe(both);
});

it("lists the photos that have all keywords, each or one below it", async () => {
  const { browser, list } = await browsing("named");
  const all = list.total;
  await browser.choose(withKeyword(browser.choice, ["places"]));
  const places = list.total;
  await browser.choose(withKeyword(browser.choice, ["Nature"]));
  expect([places < all, list.total < places, list.total > 0]).toEqual([true, true, true]);
  expect(browser.conditions).toBe(2);
  await browser.choose(withoutKeyword(browser.choice, ["NATURE"]));
  expect(list.total).toBe(places);
  expect(withKeyword(browser.choice, ["Places"]).keywords).toEqual([["Places"]]);
});
