import type { Look, View } from "./look";

/** A drawn face in a frame of 100 x 100; its box is (28, 21) to (72, 77). */
export const faceBox = { x: 28, y: 21, w: 44, h: 56 };

export function portrait(look: Look, view: View, prefix: string): string {
  const { skin, width: w, height: h } = look;
  const shade = darker(skin, 0.16);
  return `
<defs>
  <radialGradient id="${prefix}s" cx=".42" cy=".38" r=".75">
    <stop offset="0" stop-color="${lighter(skin, 0.12)}"/><stop offset=".6" stop-color="${skin}"/><stop offset="1" stop-color="${shade}"/>
  </radialGradient>
  <linearGradient id="${prefix}c" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="${view.shirt}"/><stop offset="1" stop-color="${darker(view.shirt, 0.3)}"/>
  </linearGradient>
</defs>
<g transform="rotate(${view.tilt.toFixed(1)} 50 70)">
  ${hairBehind(look)}
  <path d="M41 66 L41 82 Q50 90 59 82 L59 66Z" fill="${shade}"/>
  <path d="M4 104 Q8 84 38 79 Q50 90 62 79 Q92 84 96 104 L104 420 L-4 420Z" fill="url(#${prefix}c)"/>
  <path d="M38 79 Q50 92 62 79 L65 81 Q50 98 35 81Z" fill="${darker(view.shirt, 0.22)}"/>
  <ellipse cx="${50 - w}" cy="51" rx="3.4" ry="5.4" fill="${shade}"/>
  <ellipse cx="${50 + w}" cy="51" rx="3.4" ry="5.4" fill="${shade}"/>
  <path d="${headPath(w, h)}" fill="url(#${prefix}s)"/>
  ${beard(look)}
  ${features(look, view)}
  ${hairAbove(look)}
  ${look.glasses ? glasses(look) : ""}
</g>`;
}

function headPath(w: number, h: number): string {
  const [left, right, top, chin] = [50 - w, 50 + w, 49 - h, 49 + h];
  return `M${left} 46 Q${left} ${top} 50 ${top} Q${right} ${top} ${right} 46 Q${right} 66 ${50 + w * 0.42} ${chin - 2.5} Q50 ${chin + 2.5} ${50 - w * 0.42} ${chin - 2.5} Q${left} 66 ${left} 46Z`;
}

function features(look: Look, view: View): string {
  const apart = look.width * 0.43;
  const eye = (x: number) => `
    <ellipse cx="${x}" cy="49" rx="3.7" ry="2.3" fill="#fbf8f4"/>
    <circle cx="${x}" cy="49" r="2.1" fill="${look.eyes}"/><circle cx="${x}" cy="49" r="1" fill="#15100d"/>
    <circle cx="${x + 0.7}" cy="48.2" r=".55" fill="#fff"/>
    <path d="M${x - 4} 48.6 Q${x} 45.3 ${x + 4} 48.6" stroke="${darker(look.skin, 0.5)}" stroke-width=".9" fill="none"/>
    <path d="M${x - 4.6} 44.2 Q${x} ${41.6 - look.brow * 0.3} ${x + 4.6} 44.2" stroke="${darker(look.hairColour, 0.1)}" stroke-width="${look.brow}" stroke-linecap="round" fill="none"/>`;
  const line = darker(look.skin, 0.28);
  return `
    <ellipse cx="${50 - apart * 1.25}" cy="58" rx="4.5" ry="3" fill="#d8604f" opacity=".13"/>
    <ellipse cx="${50 + apart * 1.25}" cy="58" rx="4.5" ry="3" fill="#d8604f" opacity=".13"/>
    ${eye(50 - apart)}${eye(50 + apart)}
    <path d="M50.5 48 Q${50 + look.nose * 0.55} 57 ${50 + look.nose * 0.5} 58.5 Q50 60.5 ${50 - look.nose * 0.5} 58.5" stroke="${line}" stroke-width="1.1" fill="none" stroke-linecap="round"/>
    ${look.freckles ? freckles(apart, line) : ""}
    ${mouth(look, view)}`;
}

function mouth(look: Look, view: View): string {
  const [half, dip] = [look.mouth * 0.72, view.smile];
  const lip = mix(look.skin, "#a8433f", 0.55);
  const [left, right, y] = [50 - half, 50 + half, 65.5 - dip * 0.35];
  if (!view.open || dip < 1)
    return `<path d="M${left} ${y} Q50 ${y + dip * 1.8 + 0.8} ${right} ${y}" stroke="${lip}" stroke-width="1.7" fill="none" stroke-linecap="round"/>`;
  return `
    <path d="M${left} ${y} Q50 ${y + dip * 2.6 + 1} ${right} ${y} Q50 ${y + 1.2} ${left} ${y}Z" fill="#7c2f2c"/>
    <path d="M${left + 1.4} ${y + 0.5} Q50 ${y + dip * 1.1 + 1} ${right - 1.4} ${y + 0.5} Q50 ${y + 1.2} ${left + 1.4} ${y + 0.5}Z" fill="#fbf6f0"/>`;
}

function freckles(apart: number, colour: string): string {
  const spots = [-1.5, -0.9, -1.2, 0.9, 1.5, 1.2].map((x, index) => [
    50 + x * apart,
    55.5 + (index % 3) * 1.3,
  ]);
  return spots
    .map(([x, y]) => `<circle cx="${x}" cy="${y}" r=".5" fill="${colour}" opacity=".55"/>`)
    .join("");
}

function beard(look: Look): string {
  const { width: w, height: h, hairColour, beard } = look;
  if (beard === "none") return "";
  if (beard === "moustache")
    return `<path d="M43 63 Q50 59.5 57 63 Q50 62.5 43 63Z" fill="${hairColour}" stroke="${hairColour}" stroke-width="1.3"/>`;
  const opacity = beard === "full" ? 0.95 : 0.28;
  return `<path d="M${50 - w} 50 Q${50 - w} 67 ${50 - w * 0.42} ${47 + h} Q50 ${52 + h} ${50 + w * 0.42} ${47 + h} Q${50 + w} 67 ${50 + w} 50 Q${50 + w * 0.85} 61 57 61 Q50 59.5 43 61 Q${50 - w * 0.85} 61 ${50 - w} 50Z" fill="${hairColour}" opacity="${opacity}"/>`;
}

function glasses(look: Look): string {
  const apart = look.width * 0.45;
  const rim = (x: number) =>
    `<rect x="${x - 6}" y="44.5" width="12" height="9" rx="4" fill="#fff" fill-opacity=".12" stroke="#2a2a2e" stroke-width="1.1"/>`;
  return `${rim(50 - apart)}${rim(50 + apart)}<path d="M${50 - apart + 6} 48 h${apart * 2 - 12}" stroke="#2a2a2e" stroke-width="1.1"/>`;
}

function hairBehind(look: Look): string {
  const { width: w, height: h, hair, hairColour } = look;
  const colour = darker(hairColour, 0.18);
  const fall = (bottom: number) =>
    `<path d="M${50 - w - 4} 46 Q${50 - w - 5} ${44 - h} 50 ${44 - h} Q${50 + w + 5} ${44 - h} ${50 + w + 4} 46 L${50 + w + 5} ${bottom} Q50 ${bottom + 6} ${50 - w - 5} ${bottom}Z" fill="${colour}"/>`;
  switch (hair) {
    case "long":
      return fall(90);
    case "bob":
      return fall(69);
    case "bun":
      return `<circle cx="50" cy="${44 - h}" r="9" fill="${hairColour}"/>`;
    case "curls":
      return curls(w + 4, h + 2, hairColour, 14);
    default:
      return "";
  }
}

function curls(w: number, h: number, colour: string, count: number): string {
  const dots = Array.from({ length: count }, (_, index) => {
    const angle = Math.PI * (1.08 + (index / (count - 1)) * 0.84 * 1) - Math.PI * 0.04;
    return `<circle cx="${(50 + Math.cos(angle) * w).toFixed(1)}" cy="${(47 + Math.sin(angle) * h).toFixed(1)}" r="8" fill="${colour}"/>`;
  });
  return dots.join("");
}

function hairAbove(look: Look): string {
  const { width: w, height: h, hair, hairColour: colour } = look;
  const [left, right, top] = [50 - w, 50 + w, 49 - h];
  const cap = (brow: string, lift: number) =>
    `<path d="M${left - 1} 46 Q${left - 3} ${top - lift} 50 ${top - lift} Q${right + 3} ${top - lift} ${right + 1} 46 ${brow}Z" fill="${colour}"/>`;
  switch (hair) {
    case "bald":
      return `<ellipse cx="43" cy="${top + 8}" rx="7" ry="3.5" fill="#fff" opacity=".16" transform="rotate(-18 43 ${top + 8})"/>`;
    case "crop":
      return cap(`Q${right} 36 ${right - 5} 35 Q50 31 ${left + 5} 35 Q${left} 36 ${left - 1} 46`, 2.5);
    case "side":
      return cap(`Q${right} 37 ${right - 6} 35 Q52 37 ${left + 12} 29 Q${left + 2} 36 ${left - 1} 46`, 5);
    case "curls":
      return `${curls(w * 0.82, h * 0.86, colour, 9)}`;
    case "long":
    case "bob":
      return cap(`Q${right} 38 56 29 Q${left + 6} 34 ${left - 1} 46`, 4);
    case "bun":
      return cap(`Q${right - 1} 34 50 31 Q${left + 1} 34 ${left - 1} 46`, 3);
    case "short":
      return cap(
        `Q${right} 40 ${right - 4} 36 L${right - 11} 38 L50 34 L${left + 9} 38 L${left + 4} 36 Q${left} 40 ${left - 1} 46`,
        4.5,
      );
  }
}

type Colour = [number, number, number];

function parse(hex: string): Colour {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Colour;
}

export function mix(from: string, to: string, share: number): string {
  const [a, b] = [parse(from), parse(to)];
  return `#${a.map((part, at) => toHex(part + ((b[at] ?? 0) - part) * share)).join("")}`;
}

function toHex(part: number): string {
  return Math.round(part).toString(16).padStart(2, "0");
}

export const darker = (colour: string, share: number) => mix(colour, "#000000", share);
export const lighter = (colour: string, share: number) => mix(colour, "#ffffff", share);
