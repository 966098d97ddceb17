// The real app, as a person uses it: every step is done on the screen, and then the program `kith`, which knows nothing
// of the app, must say the same of the library as the screen does.
//
//     node tests/smoke/smoke.mjs [ALBUM]
//
// It needs the built programs `kith` and `kith-desktop` (KITH_APP, else target/debug), what `cargo xtask setup --tests`
// installs, and Xvfb only where there is no display.

import assert from "node:assert/strict";

import { Bench, eventually } from "./app.mjs";
import { Page } from "./page.mjs";

const bench = await Bench.open(process.argv[2]);
let page;
let passed = 0;

async function step(name, work) {
  await work();
  await eventually(async () => assert.deepEqual(await onScreen(), await inDatabase()));
  passed += 1;
  console.log(`ok  ${name}`);
}

/** All faces that `kith` knows of, each with one of its photos: copies of a photo share their faces. */
async function faces() {
  const byId = new Map();
  for (const { photo, faces } of await bench.kith("faces")) {
    for (const face of faces) byId.set(face.id, { ...face, photo, others: faces });
  }
  return [...byId.values()];
}

async function inDatabase() {
  const states = (await faces()).map((face) => face.state);
  const count = (state) => states.filter((other) => other === state).length;
  const people = (await bench.kith("people")).map(({ person, confirmed, suggested }) => [person, confirmed, suggested]);
  return { unknown: count("unknown"), unconfirmed: count("suggested"), ignored: count("ignored"), people: people.sort() };
}

async function onScreen() {
  const people = (await page.people()).map(({ name, confirmed, suggested }) => [name, confirmed, suggested]);
  return { ...(await page.counts()), people: people.sort() };
}

/** Waits until the library holds as many faces with `properties` as `expected` says. */
async function holds(properties, expected) {
  await eventually(async () => assert.equal((await withProperties(properties)).length, expected));
}

async function withProperties(properties) {
  const has = (face) => Object.entries(properties).every(([name, value]) => face[name] === value);
  return (await faces()).filter(has);
}

/** The groups of unknown faces, the largest first: their faces. */
async function groups() {
  const byGroup = new Map();
  for (const face of (await faces()).filter(({ cluster }) => cluster !== null)) {
    byGroup.set(face.cluster, [...(byGroup.get(face.cluster) ?? []), face]);
  }
  return [...byGroup.values()].sort((a, b) => b.length - a.length);
}

/** Opens the page that shows the unknown face that `choose` finds: its group, or the faces that are alone. */
function openUnknown(choose) {
  return eventually(async () => {
    const face = await choose();
    assert.ok(face, "no such face is unknown");
    await page.open("unknown");
    if (face.cluster) await page.openGroup(face.cluster);
    const isShown = async () => assert.ok((await page.faces()).some(({ id }) => id === face.id));
    await eventually(isShown, 5_000);
    return face;
  });
}

/** Names one face of the largest group, so that the others are proposed as the same person. */
async function nameOneOfLargest(name) {
  const { id } = await openUnknown(async () => (await groups())[0]?.[0]);
  await page.focus(id);
  await page.press("t");
  await page.answerName(name);
  await holds({ id, person: name }, 1);
}

/** Puts the focus on a face that is proposed as `name`; returns it. */
async function focusSuggestion(name) {
  const found = await eventually(async () => {
    const face = (await withProperties({ state: "suggested" })).find(({ suggestion }) => suggestion.person === name);
    assert.ok(face, `nobody is proposed as ${name}`);
    return face;
  });
  await page.open("unconfirmed");
  await eventually(() => page.focus(found.id));
  return found;
}

async function run() {
  page = new Page(await bench.start("--folder", bench.album));
  await page.watchPolicy();

  await step("a folder is scanned", async () => {
    await page.scanned();
    const [photos, all] = [(await bench.kith("faces")).length, (await faces()).length];
    assert.ok(photos > 10 && all > 10, `only ${photos} photos and ${all} faces`);
    await eventually(async () => assert.equal(await page.summary(), `${photos} photos · ${all} faces`));
  });

  await step("unknown faces are shown in their groups", async () => {
    await page.open("unknown");
    await eventually(async () => {
      const shown = (await page.groups()).map(({ id, count }) => [id, count]).sort();
      assert.deepEqual(shown, (await groups()).map((group) => [`group:${group[0].cluster}`, group.length]).sort());
    });
    assert.ok((await page.pictures()) >= 6);
  });

  await step("a group is named", async () => {
    const [first] = await groups();
    await page.nameGroup(`group:${first[0].cluster}`, "Ada Berg");
    await holds({ person: "Ada Berg" }, first.length);
  });

  await step("a suggestion is confirmed", async () => {
    await nameOneOfLargest("Ben Cole");
    const { id } = await focusSuggestion("Ben Cole");
    await page.press("\uE007");
    await holds({ id, person: "Ben Cole" }, 1);
  });

  await step("a suggestion is rejected", async () => {
    await nameOneOfLargest("Cleo Dorn");
    const { id } = await focusSuggestion("Cleo Dorn");
    await page.press("n");
    await eventually(async () => {
      const [face] = await withProperties({ id });
      assert.notEqual(face.suggestion?.person, "Cleo Dorn");
      assert.equal(face.person, null);
    });
  });

  const before = await inDatabase();

  await step("a face is dragged onto a person", async () => {
    const hasAda = (face) => face.others.some(({ person }) => person === "Ada Berg");
    const face = await openUnknown(async () => (await withProperties({ state: "unknown" })).find((face) => !hasAda(face)));
    await page.pictures();
    const ada = (await page.people()).find(({ name }) => name === "Ada Berg");
    await page.dragOnto(face.id, ada.id);
    await holds({ id: face.id, person: "Ada Berg" }, 1);
  });

  await step("a photo is shown with its boxes", async () => {
    await page.openPerson("Ada Berg");
    const [{ id }] = await eventually(async () => {
      const shown = await page.faces();
      assert.ok(shown.length > 0, "no face of Ada Berg is shown");
      return shown;
    });
    await page.pictures();
    await page.focus(id);
    await page.openPhoto();
    const shown = await page.photo();
    const [{ photo, others }] = await withProperties({ id });
    assert.equal(shown.file, photo.split("/").at(-1));
    const boxes = others.filter(({ reason }) => reason !== "not_a_face").map(({ box }) => box);
    assert.equal(shown.boxes.length, boxes.length);
    const near = (a, b) => a.every((number, at) => Math.abs(number - b[at]) < 0.01);
    for (const box of boxes) assert.ok(shown.boxes.some((other) => near(other, box)), `no box at ${box}`);
    await page.closePhoto();
  });

  await step("the drag is undone", async () => {
    await page.press("z");
    await eventually(async () => assert.deepEqual(await inDatabase(), before));
  });

  await step("what another program decides appears by itself", async () => {
    const [face] = await withProperties({ state: "unknown" });
    await bench.assign({ face: face.id, ignore: true });
    await eventually(async () => assert.equal((await page.counts()).ignored, before.ignored + 1));
  });

  await step("the page reaches nothing outside", async () => {
    assert.deepEqual(await page.refused(), []);
    assert.equal(await page.reachOutside(bench.driver), "refused: TypeError");
    assert.deepEqual(await page.refused(), ["connect-src"]);
  });

  await step("all of it is there when the app starts again", async () => {
    const kept = await inDatabase();
    page = new Page(await bench.start());
    await eventually(async () => assert.deepEqual(await onScreen(), kept));
    assert.deepEqual(await bench.kith("check"), []);
  });
}

try {
  await run();
  console.log(`\nsmoke: ${passed} steps passed`);
} catch (error) {
  console.error(`\nsmoke: failed after ${passed} steps; the window then: ${await bench.screenshot()}`);
  throw error;
} finally {
  await bench.close();
}
