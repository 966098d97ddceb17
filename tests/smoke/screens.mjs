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

/** Portraits of those who get a name, first and then; the others stay unknown. */
const FIRST = {
  "2023/05 garden/mei.jpg": "Mei",
  "2023/08 beach/amara.jpg": "Amara",
  "2023/12 party/otto.jpg": "Otto",
};
const THEN = {
  "2023/05 garden/kofi.jpg": "Kofi",
  "2023/05 garden/lena.jpg": "Lena",
  "2024/02 winter/sam.png": "Sam",
  "2024/10 at home/jonas.jpg": "Jonas",
  "2024/11 portraits/freya.jpg": "Freya",
};

const bench = await Bench.open();

/** Names for most faces in the groups of the portraits, as `photos` were before anybody had one; the last two faces of a
 * group are left to be proposed. */
function nameMost(photos, portraits) {
  const faces = [...new Map(photos.flatMap((photo) => photo.faces).map((face) => [face.id, face])).values()];
  return Object.entries(portraits).flatMap(([portrait, person]) => {
    const [{ cluster }] = photos.find(({ photo }) => photo === portrait).faces;
    const group = faces.filter((face) => face.cluster === cluster);
    return group.slice(0, -2).map(({ id }) => ({ face: id, person }));
  });
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
  const photos = await bench.kith("faces");
  await bench.assign(...nameMost(photos, FIRST));
  const session = await bench.start();
  const page = new Page(session);

  await page.open("unknown");
  await page.pictures();
  await take(session, "groups.png");

  await page.open("questions");
  await page.pictures();
  await take(session, "questions.png");

  await bench.assign(...nameMost(photos, THEN));
  await page.openPerson("Freya");
  await page.pictures();
  await take(session, "people.png");

  await page.focus(await faceIn("2023/08 beach/four friends.jpg", "Freya"));
  await page.openPhoto();
  await page.photo();
  await take(session, "photo.png");
} finally {
  await bench.close();
}
