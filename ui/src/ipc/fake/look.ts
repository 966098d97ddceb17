import { seeded } from "./random";

export type Hair = "short" | "crop" | "long" | "bob" | "bun" | "curls" | "bald" | "side";

/** What makes a drawn person recognisable. */
export type Look = {
  skin: string;
  hair: Hair;
  hairColour: string;
  eyes: string;
  width: number;
  height: number;
  brow: number;
  nose: number;
  mouth: number;
  beard: "none" | "full" | "stubble" | "moustache";
  glasses: boolean;
  freckles: boolean;
};

/** What differs from one photo of a person to the next. */
export type View = {
  tilt: number;
  zoom: number;
  smile: number;
  open: boolean;
  shirt: string;
  light: number;
  scene: number;
};

const skins = ["#f4d3ba", "#eabf9c", "#d9a577", "#b97f54", "#8d5a3a", "#6b4029"];
const hairColours = ["#2a1d16", "#4a2f1f", "#7b4b27", "#b88346", "#d8b26a", "#8f3b22", "#8c8a88", "#17161a"];
const shirts = [
  "#3d5a80",
  "#9a5b4f",
  "#4f7259",
  "#c9a24b",
  "#6d5a86",
  "#2f3e46",
  "#d9d4cb",
  "#b5485a",
  "#4d8a95",
];
/** The people with a name look the part; everybody else is left to chance. */
const known: Pick<Look, "hair" | "beard">[] = [
  { hair: "long", beard: "none" },
  { hair: "short", beard: "full" },
  { hair: "crop", beard: "stubble" },
  { hair: "bob", beard: "none" },
  { hair: "side", beard: "none" },
  { hair: "bun", beard: "none" },
  { hair: "bob", beard: "none" },
  { hair: "bald", beard: "full" },
  { hair: "curls", beard: "none" },
  { hair: "crop", beard: "moustache" },
  { hair: "long", beard: "none" },
  { hair: "bun", beard: "none" },
];

const cuts: Hair[] = ["short", "long", "curls", "bob", "crop", "bun", "side", "bald"];

export function lookOf(identity: number): Look {
  const random = seeded(identity * 7919 + 17);
  const hair = cuts[identity % cuts.length] as Hair;
  const bearded = hair === "short" || hair === "crop" || hair === "bald" || hair === "side";
  return {
    skin: skins[(identity * 5 + 1) % skins.length] as string,
    hair,
    hairColour: hairColours[(identity * 5 + 4) % hairColours.length] as string,
    eyes: random.pick(["#4a3324", "#5d7a8c", "#55724d", "#35261c"]),
    width: random.between(19.5, 22.5),
    height: random.between(24.5, 28),
    brow: random.between(1.1, 2.2),
    nose: random.between(3.4, 5.2),
    mouth: random.between(7, 10),
    beard: bearded ? random.pick(["none", "full", "stubble", "moustache"] as const) : "none",
    glasses: random.next() < 0.3,
    freckles: random.next() < 0.25,
    ...known[identity],
  };
}

export function viewOf(seed: number): View {
  const random = seeded(seed * 104_729 + 3);
  return {
    tilt: random.between(-9, 9),
    zoom: random.between(0.95, 1.08),
    smile: random.between(-0.5, 4.5),
    open: random.next() < 0.35,
    shirt: random.pick(shirts),
    light: random.between(-0.16, 0.14),
    scene: random.whole(0, 7),
  };
}
