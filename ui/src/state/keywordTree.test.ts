import { beforeEach, expect, it } from "vitest";
import { fakeBackend } from "../ipc/fake";
import { keywordKey } from "../lib/keywords";
import { Kith } from "./kith.svelte";

let kith: Kith;
const lisbon = ["Places", "Portugal", "Lisbon"];

beforeEach(async () => {
  kith = new Kith(fakeBackend());
  await kith.start();
  await kith.keywordTree.refresh();
});

const tree = () => kith.keywordTree;
const paths = () => tree().rows.map(({ path }) => path.join("/"));
const photos = (path: string[]) => tree().find(path)?.photos ?? 0;

it("counts the photos of each keyword with all below it, and unfolds a few at first", () => {
  expect(photos(["places"])).toBe(
    photos(lisbon) + photos(["Places", "Sweden"]) + photos(["Places", "Norway"]),
  );
  expect(tree().open).toContain(keywordKey(["Places", "Portugal"]));
  tree().foldAll();
  expect(tree().open.size).toBe(0);
});

it("moves a keyword with all below it, as one step that is undone and done again", async () => {
  const [before, count] = [paths(), photos(lisbon)];
  expect(await tree().rename(["Places", "Portugal"], ["Iberia", "Portugal"], false)).toBe(true);
  expect(photos(["Iberia", "Portugal", "Lisbon"])).toBe(count);
  expect(photos(lisbon)).toBe(0);
  expect(kith.toasts.current).toMatchObject({
    text: "Keyword Places › Portugal is now Iberia › Portugal",
  });
  const key = keywordKey(["Iberia", "Portugal"]);
  expect([tree().focused, tree().open.has(key), tree().open.has(keywordKey(["Iberia"]))]).toEqual([
    key,
    true,
    true,
  ]);
  await kith.decisions.undo();
  await tree().refresh();
  expect(paths()).toEqual(before);
  expect(kith.toasts.current).toMatchObject({ text: "Undone: renaming a keyword" });
  await kith.decisions.redo();
  await tree().refresh();
  expect(photos(["Iberia"])).toBe(count);
});

it("refuses a name that is taken, and merges when that is said", async () => {
  const [trees, birds] = [photos(["Nature", "Trees"]), photos(["Nature", "Birds"])];
  const before = paths();
  expect(await tree().rename(["Nature", "Trees"], ["Nature", "birds"], false)).toBe(false);
  expect(kith.toasts.current).toMatchObject({ kind: "error" });
  expect(paths()).toEqual(before);
  expect(await tree().rename(["Nature", "Trees"], ["Nature", "Birds"], true)).toBe(true);
  expect(photos(["Nature", "Birds"])).toBe(trees + birds);
  expect(paths()).not.toContain("Nature/Trees");
});

it("deletes a keyword from all photos, with all below it", async () => {
  const before = paths();
  expect(await tree().remove(["Nature"])).toBe(true);
  expect(paths()).toEqual(before.filter((path) => !path.startsWith("Nature")));
  const { steps } = await kith.backend.listSteps({ offset: 0, limit: 1 });
  expect(steps[0]).toMatchObject({ kind: "deleteKeyword", keyword: ["Nature"], renamed: [] });
  await kith.decisions.undo();
  await tree().refresh();
  expect(paths()).toEqual(before);
});

it("says nothing of a keyword that nobody has", async () => {
  expect(await tree().remove(["Nowhere"])).toBe(false);
  expect(kith.toasts.current).toMatchObject({ kind: "error" });
});
