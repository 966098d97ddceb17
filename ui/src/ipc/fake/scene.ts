import type { Box } from "../types";
import type { Look, View } from "./look";
import { darker, faceBox, lighter, portrait } from "./portrait";
import { seeded } from "./random";

export const photoSize = { width: 1500, height: 1000 };

export type Sitter = { look: Look; view: View; box: Box };

type Palette = { sky: string; ground: string; glow: string };

const palettes: Palette[] = [
  { sky: "#a9c9de", ground: "#6f8f5f", glow: "#ffffff" },
  { sky: "#e9c9a6", ground: "#8a6a55", glow: "#ffe9c9" },
  { sky: "#c6cfd8", ground: "#7f8894", glow: "#ffffff" },
  { sky: "#86a79a", ground: "#3f5f52", glow: "#e7f6cf" },
  { sky: "#d9b8b0", ground: "#7a5560", glow: "#ffe2d6" },
  { sky: "#7fa5c9", ground: "#cdb98f", glow: "#fff6df" },
  { sky: "#4d5468", ground: "#2d313f", glow: "#f3c27a" },
  { sky: "#d7d3c8", ground: "#a89f8d", glow: "#ffffff" },
];

const paletteOf = (scene: number) => palettes[scene % palettes.length] as Palette;

/** A face with the surroundings that a thumbnail shows. */
export function thumbnail(look: Look, view: View): string {
  const { sky, ground, glow } = paletteOf(view.scene);
  const random = seeded(view.scene * 31 + Math.round(view.tilt * 100));
  const lights = Array.from({ length: 5 }, () =>
    light(random.between(0, 100), random.between(0, 70), random.between(5, 14), glow),
  );
  const inset = ((1 - 1 / view.zoom) * 50).toFixed(1);
  const side = (100 / view.zoom).toFixed(1);
  return svg(`viewBox="${inset} ${inset} ${side} ${side}" width="240" height="240"`, [
    backdrop(sky, ground, 100, 100),
    ...lights,
    portrait(look, view, "p"),
    shadow(view.light, 100, 100),
  ]);
}

/** A whole photo with everybody in it. */
export function photo(sitters: Sitter[], scene: number): string {
  const { width, height } = photoSize;
  const { sky, ground, glow } = paletteOf(scene);
  const random = seeded(scene * 977 + sitters.length);
  const hills = [0.52, 0.62, 0.72].map((level, index) =>
    hill(level * height, lighter(ground, 0.28 - index * 0.14), random.between(40, 130)),
  );
  const lights = Array.from({ length: 9 }, () =>
    light(random.between(0, width), random.between(0, height * 0.6), random.between(30, 90), glow),
  );
  const people = [...sitters].sort((a, b) => a.box.h - b.box.h).map(person);
  return svg(`viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`, [
    backdrop(sky, ground, width, height),
    ...lights,
    ...hills,
    ...people,
  ]);
}

function person(sitter: Sitter, index: number): string {
  const { box, look, view } = sitter;
  const scale = (box.h * photoSize.height) / faceBox.h;
  const x = box.x * photoSize.width - faceBox.x * scale;
  const y = box.y * photoSize.height - faceBox.y * scale;
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})">${portrait(look, view, `p${index}`)}</g>`;
}

function backdrop(sky: string, ground: string, width: number, height: number): string {
  return `<defs><linearGradient id="b" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${lighter(sky, 0.2)}"/><stop offset=".62" stop-color="${sky}"/><stop offset="1" stop-color="${ground}"/></linearGradient></defs><rect x="-20" y="-20" width="${width + 40}" height="${height + 40}" fill="url(#b)"/>`;
}

function hill(y: number, colour: string, rise: number): string {
  const { width, height } = photoSize;
  return `<path d="M0 ${y} Q${width * 0.25} ${y - rise} ${width * 0.5} ${y} T${width} ${y - rise * 0.4} V${height} H0Z" fill="${colour}"/>`;
}

function light(x: number, y: number, r: number, colour: string): string {
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}" fill="${colour}" opacity=".14"/>`;
}

function shadow(amount: number, width: number, height: number): string {
  const colour = amount < 0 ? darker("#1b2440", 0.1) : "#ffe7bf";
  return `<rect x="-20" y="-20" width="${width + 40}" height="${height + 40}" fill="${colour}" opacity="${Math.abs(amount).toFixed(2)}"/>`;
}

function svg(attributes: string, parts: string[]): string {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" ${attributes} preserveAspectRatio="xMidYMid slice">${parts.join("")}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(text)}`;
}
