import { expect, it } from "vitest";

const sources = Object.entries(
  import.meta.glob<string>("../**/*.svelte", { query: "?raw", import: "default", eager: true }),
);

/** Where places are pixels of a photo, of the grid, of the pointer or of the window. */
const inPixels = [
  "board/QuickActions",
  "ContextMenu",
  "DragGhost",
  "photo/BoxHandles",
  "photo/DraftName",
  "photo/PhotoBox",
  "photo/PhotoStage",
  "VirtualGrid",
];

/** The lines of a text that fit, with the file they are in. */
function lines(pattern: RegExp, part: (source: string) => string): string[] {
  return sources.flatMap(([path, source]) =>
    part(source)
      .split("\n")
      .filter((line) => pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
}

const styleOf = (source: string) => /<style>([\s\S]*)<\/style>/.exec(source)?.[1] ?? "";

/** What stands in the page as it is: without scripts, styles, comments and whatever is worked out. */
function markupOf(source: string): string {
  let markup = source.replace(/<(script|style)[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, "");
  for (let before = ""; before !== markup;) {
    before = markup;
    markup = markup.replace(/\{[^{}]*\}/g, "");
  }
  return markup;
}

it("has sources to look at", () => {
  expect(sources.length).toBeGreaterThan(60);
});

it("keeps every sentence in a catalogue", () => {
  const words = (source: string) => markupOf(source).replace(/<[^<>]*>/g, "");
  expect(lines(/\p{L}{2}/u, words)).toEqual([]);
  expect(lines(/(?:label|title|text|hint|placeholder|alt)="[^"]*\p{L}/iu, markupOf)).toEqual([]);
});

it("lays things out from where a line starts, not from the left", () => {
  const sided = /(?:margin|padding|border)-(?:left|right)|(?:text-align|float): (?:left|right)/;
  expect(lines(sided, styleOf)).toEqual([]);
  const placed = lines(/^\s*(?:left|right):/, styleOf);
  expect(placed.filter((line) => !inPixels.some((file) => line.includes(`/${file}.svelte`)))).toEqual([]);
  const uneven = /(?:margin|padding|inset): [^\s,]+ ([^\s,]+) [^\s,]+ (?!\1;)[^\s,]+;/;
  expect(lines(uneven, styleOf)).toEqual([]);
});
