// Takes the pictures of the real app that the documents show, with the drawn album and nothing else.
//
//     node tests/smoke/screens.mjs [FOLDER]      by default docs/screens
//
// What it needs is what `smoke.mjs` needs.

import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Bench } from "./app.mjs";
import { Page } from "./page.mjs";

const FOLDER = process.argv[2] ?? resolve(import.meta.dirname, "../../docs/screens");

/** A portrait of each of those who get a name; the others stay unknown. */
const PORTRAITS = {
  "2023/05 garden/mei.jpg": "Mei",
  "2023/08 beach/amara.jpg": "Amara",
  "2023/12 party/otto.jpg": "Otto",
  "2024/02 winter/sam.png": "Sam",
  "2024/11 portraits/freya.jpg": "Freya",
};

const bench = await Bench.open();

/** Names most faces of those people and leaves the others to be proposed. */
async function nameMost() {
  const photos = await bench.kith("faces");
  const unknown = [...new Map(photos.flatMap(({ faces }) => faces).map((face) => [face.id, face])).values()];
  const decisions = Object.entries(PORTRAITS).flatMap(([photo, person]) => {
    const [{ cluster }] = photos.find((other) => other.photo === photo).faces;
    const group = unknown.filter((face) => face.cluster === cluster);
    return group.slice(0, -2).map(({ id }) => ({ face: id, person }));
  });
  await bench.assign(...decisions);
}

/** The face that is confirmed or proposed as `name` in a photo. */
async function faceIn(photo, name) {
  const { faces } = (await bench.kith("faces")).find((other) => other.photo === photo);
  return faces.find((face) => (face.person ?? face.suggestion?.person) === name).id;
}

async function take(session, name) {
  // A web view draws pictures a moment after it has them.
  await sleep(1500);
  await writeFile(join(FOLDER, name), await session.screenshot());
}

try {
  await mkdir(FOLDER, { recursive: true });
  await bench.kith("scan", bench.album);
  await nameMost();
  const session = await bench.start();
  const page = new Page(session);

  await page.open("unknown");
  await page.pictures();
  await take(session, "groups.png");

  await page.openPerson("Freya");
  await page.pictures();
  await take(session, "people.png");

  await page.focus(await faceIn("2024/06 reunion/everyone.jpg", "Freya"));
  await page.openPhoto();
  await page.photo();
  await take(session, "photo.png");
} finally {
  await bench.close();
}
