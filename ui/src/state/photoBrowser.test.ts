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
  const host = {
    backend,
    fail: vi.fn(),
    openWhole: vi.fn(),
    askKeywords: vi.fn(),
    copyPhotos: vi.fn(),
    showInFolder: vi.fn(),
    leavePhotosOut: vi.fn(),
  };
  const browser = new PhotoBrowser(host, person);
  await browser.list.refresh();
  return { browser, list: browser.list, listPhotos, host, openWhole: host.openWhole };
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

const plain = { shiftKey: false, ctrlKey: false, metaKey: false } as MouseEvent;
const shift = { ...plain, shiftKey: true };
const ctrl = { ...plain, ctrlKey: true };

it("opens a photo by a click, and selects with Ctrl, while others are selected, and by its tick", async () => {
  const { browser, list, openWhole } = await browsing("named");
  const id = (at: number) => list.idAt(at) ?? "";
  await browser.click(plain, id(0), false);
  expect([openWhole.mock.calls, browser.selection.size]).toEqual([[[id(0)]], 0]);
  await browser.click(ctrl, id(3), false);
  await browser.click(plain, id(1), true);
  expect(browser.chosen).toEqual([id(1), id(3)]);
  await browser.click(plain, id(3), true);
  expect(browser.chosen).toEqual([id(1)]);
  expect(openWhole).toHaveBeenCalledOnce();
});

it("selects a range and all of a long list, also what has not been read, and keeps that", async () => {
  const { browser, list, listPhotos } = await browsing("large");
  await browser.click(ctrl, list.idAt(10) ?? "", false);
  list.look(5000, 5010);
  await vi.waitFor(() => expect(list.idAt(5000)).not.toBeNull());
  await browser.click(shift, list.idAt(5000) ?? "", true);
  expect(browser.selection.size).toBe(4991);
  expect(list.at(1000)).toBeNull();
  await list.refresh();
  browser.selection.follow(browser.order);
  expect(browser.selection.size).toBe(4991);
  browser.run("selectAll");
  await vi.waitFor(() => expect(browser.selection.size).toBe(6000));
  expect(listPhotos.mock.calls.length).toBeLessThan(8);
  expect(browser.run("back")).toBe(true);
  expect([browser.selection.size, browser.run("back")]).toEqual([0, false]);
});

it("does what is asked about the selection, or the photo with the focus", async () => {
  const { browser, list, host } = await browsing("named");
  const [first, second] = [list.idAt(0) ?? "", list.idAt(1) ?? ""];
  expect(browser.run("keywords")).toBe(false);
  browser.selection.moveTo(first, list.order);
  expect(browser.run("keywords")).toBe(true);
  expect(host.askKeywords).toHaveBeenLastCalledWith([first], list.at(0)?.name);
  browser.selection.set([second, first]);
  browser.run("keywords");
  expect(host.askKeywords).toHaveBeenLastCalledWith([first, second], null);
  expect(browser.withSelection(first)).toEqual([first, second]);
  expect(browser.withSelection(list.idAt(2) ?? "")).toEqual([list.idAt(2)]);
  browser.act("copy", browser.chosen);
  expect(host.copyPhotos).toHaveBeenCalledWith([first, second]);
  expect(browser.act("show", browser.chosen)).toBe(false);
  browser.act("show", [second]);
  expect(host.showInFolder).toHaveBeenCalledWith(second);
  browser.act("leaveOut", [first, second]);
  expect(host.leavePhotosOut).toHaveBeenCalledWith([first, second], null);
});

it("forgets the selection with the list it was made in", async () => {
  const { browser } = await browsing("named");
  browser.selection.set(browser.order);
  await browser.choose(withKeyword(browser.choice, ["Nature"]));
  expect(browser.selection.size).toBe(0);
});
