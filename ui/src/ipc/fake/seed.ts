import type { Box } from "../types";
import { keywordsIn } from "./keywords";
import { type Look, type View, lookOf, viewOf } from "./look";
import { type Random, seeded } from "./random";

/** What the person has said about a face; groups and suggestions follow from it. */
export type Word =
  | { kind: "open" }
  | { kind: "confirmed"; person: string }
  | { kind: "ignored" }
  | { kind: "notAFace" }
  | { kind: "stranger" };

export type FakeFace = {
  id: string;
  photo: string;
  /** Who it really is; only the drawing and the suggestions know. */
  identity: number;
  /** Whom the machine takes it for; differs from `identity` in a few faces. */
  takenFor: number;
  /** How likely `takenFor` is said to be right, in percent. */
  probability: number;
  box: Box;
  /** Counts up with the box, as the picture is another one then. */
  version: number;
  look: Look;
  view: View;
  word: Word;
  rejected: readonly string[];
  /** The person was not sure. */
  later: boolean;
};

/** What was said of two faces together, in the order in which it was said; the id is made of both. */
export type FakeLink = {
  id: string;
  faces: readonly [string, string];
  said: "same" | "different" | "unsure";
};

export type FakePhoto = {
  id: string;
  path: string;
  taken: string | null;
  scene: number;
  faces: string[];
  scanned: boolean;
};

/** The keywords of the photo with that id. */
export type FakeKeywords = { id: string; keywords: string[][] };

export type FakePerson = {
  id: string;
  name: string;
  merged: boolean;
  born: string | null;
  died: string | null;
  /** The face that was chosen as the picture. */
  keyFace: string | null;
  /** Left out of the list of people and of what is asked. */
  hidden: boolean;
};

/** Whether a folder or a photo is left out; its id is its path. */
export type FakeLeftOut = { id: string; out: boolean };

export type Seed = {
  photos: FakePhoto[];
  faces: Map<string, FakeFace>;
  people: Map<string, FakePerson>;
  links: Map<string, FakeLink>;
  keywords: Map<string, FakeKeywords>;
  leftOut: Map<string, FakeLeftOut>;
};

const names = [
  "Anna Berg",
  "Ben Okafor",
  "Cem Yıldız",
  "Dana Whitfield",
  "Emil Sørensen",
  "Farah Aziz",
  "Grace Liu",
  "Hugo Martín",
  "Ines Costa",
  "Jonas Keller",
  "Kim Nguyễn",
  "Lena Vogel",
];

const albums = ["Summer at the lake", "Garden party", "Lisbon", "Birthday", "Hiking", "Christmas", "Wedding"];
const groupsOf = [10, 8, 6, 5, 4, 3];
/** Groups that are somebody else of whom the machine is not sure: the group of 15 is the person 4, and so on. */
const drawnAs: Record<number, number> = { 15: 4, 17: 13 };
/** From here on everybody is in one photo only. */
const firstStranger = 40;

/** One drawn library: everybody named in part, six groups nobody has named, and strangers. */
export function seedLibrary(photoCount: number, named: boolean): Seed {
  const random = seeded(2024);
  const seed: Seed = {
    photos: [],
    faces: new Map(),
    people: new Map(),
    links: new Map(),
    keywords: new Map(),
    leftOut: new Map(),
  };
  if (named)
    names.forEach((name, index) => {
      const id = `p${index}`;
      seed.people.set(id, { id, name, merged: false, born: null, died: null, keyFace: null, hidden: false });
    });
  const cast = castOf(photoCount, random);
  for (let index = 0; index < photoCount; index++) addPhoto(seed, index, cast[index] ?? [], random);
  if (named) nameSome(seed, random);
  return seed;
}

/** Who is in which photo: regulars often, the people of groups a fixed number of times, strangers once. */
function castOf(photoCount: number, random: Random): number[][] {
  const cast = Array.from({ length: photoCount }, (_, index) => regulars(index, random));
  const scattered = groupsOf.flatMap((count, group) => Array<number>(count).fill(names.length + group));
  const strangers = Array.from({ length: Math.ceil(photoCount / 6) }, (_, index) => firstStranger + index);
  for (const identity of [...scattered, ...strangers]) {
    for (let tries = 0; tries < 50; tries++) {
      const photo = cast[random.whole(0, photoCount - 1)] as number[];
      if (photo.length > 4 || photo.includes(identity)) continue;
      if (photo.includes(drawnAs[identity] ?? identity)) continue;
      photo.push(identity);
      break;
    }
  }
  return cast;
}

function regulars(photo: number, random: Random): number[] {
  if (photo === 7)
    return [
      ...names.keys(),
      ...groupsOf.map((_, group) => names.length + group).filter((identity) => !(identity in drawnAs)),
      901,
      902,
      903,
      904,
      905,
      906,
      907,
      908,
    ];
  const wanted = random.pick([1, 1, 1, 2, 2, 3]);
  const present = new Set<number>();
  while (present.size < wanted) present.add(Math.floor(random.next() ** 1.7 * names.length));
  return [...present];
}

function addPhoto(seed: Seed, index: number, cast: number[], random: Random): void {
  const id = `photo${index}`;
  const year = 2025 - (Math.floor(index / 48) % 14);
  const date = `${year}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`;
  const taken =
    random.next() < 0.04 ? null : `${date}T${two(random.whole(8, 21))}:${two(random.whole(0, 59))}:00`;
  const scene = random.whole(0, 7);
  const boxes = cast.length > 6 ? crowd(cast.length, random) : row(cast.length, random);
  const album = random.pick(albums);
  const path = `${year}/${album}/IMG_${String(4000 + index)}.jpg`;
  const faces = cast.map((identity, at) => `f${index}-${at}-${identity}`);
  seed.keywords.set(id, { id, keywords: keywordsIn(album, index) });
  seed.photos.push({ id, path, taken, scene, faces, scanned: true });
  cast.forEach((identity, at) => {
    const view = { ...viewOf(index * 37 + at), scene };
    const doubt = random.next() ** 0.8;
    const probability = doubt < 0.78 ? 99 : Math.round(97 - (doubt - 0.78) * 160);
    const box = boxes[at] as Box;
    const face = { id: faces[at] as string, photo: id, identity, takenFor: identity, probability, box, view };
    seed.faces.set(face.id, {
      ...face,
      version: 1,
      look: lookOf(drawnAs[identity] ?? identity),
      word: { kind: "open" },
      rejected: [],
      later: false,
    });
  });
}

function row(count: number, random: Random): Box[] {
  const h = random.between(0.26, 0.34) * (count > 3 ? 0.75 : 1);
  const w = (h * 44) / 56 / 1.5;
  return Array.from({ length: count }, (_, index) => {
    const centre = (index + 0.5) / count + random.between(-0.02, 0.02);
    return { x: centre - w / 2, y: random.between(0.2, 0.32), w, h };
  });
}

function crowd(count: number, random: Random): Box[] {
  const perRow = Math.ceil(count / 3);
  return Array.from({ length: count }, (_, index) => {
    const line = Math.floor(index / perRow);
    const h = 0.1 + line * 0.025;
    const w = (h * 44) / 56 / 1.5;
    const centre = ((index % perRow) + 0.5 + (line % 2) * 0.12) / (perRow + 0.2);
    return { x: centre - w / 2, y: 0.16 + line * 0.2 + random.between(-0.015, 0.015), w, h };
  });
}

/** The state of a library that has been in use: most faces confirmed, some suggested, a few ignored. */
function nameSome(seed: Seed, random: Random): void {
  const openShare = [0.14, 0.05, 0, 0.12, 0, 0.2, 0, 0.1, 0, 0, 0.08, 0];
  for (const face of seed.faces.values()) {
    const share = openShare[face.identity];
    const chance = random.next();
    if (share !== undefined) {
      if (chance >= share) face.word = { kind: "confirmed", person: `p${face.identity}` };
    } else if (face.identity >= firstStranger) {
      if (chance < 0.2) face.word = { kind: "ignored" };
      else if (chance < 0.36) mistake(face, random);
    }
  }
}

function mistake(face: FakeFace, random: Random): void {
  face.takenFor = random.pick([0, 5, 3]);
  face.probability = random.whole(60, 72);
}

const two = (value: number) => String(value).padStart(2, "0");
