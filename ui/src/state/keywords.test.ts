import { beforeEach, expect, it } from "vitest";
import { fakeBackend } from "../ipc/fake";
import { matching } from "../lib/names";
import { Kith } from "./kith.svelte";

let kith: Kith;

beforeEach(async () => {
  kith = new Kith(fakeBackend());
  await kith.start();
  await kith.keywords.refresh();
});

it("offers every keyword and everything above it, and says where it stands", () => {
  const [lisbon] = matching(kith.keywords.options, "lísb");
  expect(lisbon).toMatchObject({ name: "Lisbon", detail: "Places › Portugal" });
  expect(lisbon && kith.keywords.of(lisbon)).toEqual(["Places", "Portugal", "Lisbon"]);
  expect(matching(kith.keywords.options, "portugal").map(({ detail }) => detail)).toEqual(["Places"]);
});

it("gives a photo a keyword, offers it from then on, and takes it back", async () => {
  const has = async () =>
    (await kith.backend.getPhoto({ photo: "photo3" })).keywords.some(([word]) => word === "Zoo");
  await kith.keywords.say(["photo3"], ["Zoo"], true);
  expect(await has()).toBe(true);
  expect(kith.toasts.current).toMatchObject({ text: "Keyword added: Zoo" });
  expect(matching(kith.keywords.options, "zoo")).toHaveLength(1);
  await kith.decisions.undo();
  expect(await has()).toBe(false);
  expect(kith.toasts.current).toMatchObject({ text: "Undone: 1 keyword added" });
  await kith.decisions.redo();
  await kith.keywords.say(["photo3"], ["zoo"], false);
  expect(await has()).toBe(false);
  expect(matching(kith.keywords.options, "zoo")).toHaveLength(0);
});

it("offers no undo where nothing changed", async () => {
  await kith.keywords.say(["photo3"], ["Zoo", "Lions"], true);
  await kith.keywords.say(["photo3"], ["lions"], true);
  expect(kith.toasts.current).toEqual({ kind: "done", text: "That is so already" });
  expect(kith.library.undo.undo).toMatchObject({ kind: "addKeyword", count: 1 });
});

it("gives a keyword to several photos, and takes it out of them, in one step each", async () => {
  const photos = ["photo3", "photo4", "photo5"];
  const having = async () =>
    (await kith.backend.listKeywordsOf({ photos })).find(({ path: [word] }) => word === "Zoo")?.photos;
  await kith.keywords.say(photos, ["Zoo"], true);
  expect(kith.toasts.current).toMatchObject({ text: "Keyword added to 3 photos: Zoo" });
  expect(await having()).toEqual(photos);
  await kith.keywords.say(photos.slice(1), ["Zoo"], false);
  expect(kith.toasts.current).toMatchObject({ text: "Keyword taken out of 2 photos: Zoo" });
  expect(await having()).toEqual(["photo3"]);
  await kith.decisions.undo();
  expect(await having()).toEqual(photos);
  await kith.decisions.undo();
  expect(kith.toasts.current).toMatchObject({ text: "Undone: keywords added to 3 photos" });
  expect(await having()).toBeUndefined();
});
