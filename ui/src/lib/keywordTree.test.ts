import { describe, expect, it } from "vitest";
import { keysAbove, keywordLines, placesFor, treeOf } from "./keywordTree";
import { keywordKey } from "./keywords";

const row = (path: string, photos = 1) => ({ path: path.split("/"), photos, own: photos });
const rows = [
  "Hund",
  "Orte",
  "Orte/Bern",
  "Orte/Zürich",
  "Orte/Rom",
  "Orte/Rom/Forum",
  "Reisen",
  "Reisen/Rom 2024",
].map((path) => row(path));
const roots = treeOf(rows, (a, b) => a.localeCompare(b, "de"));
const key = (path: string) => keywordKey(path.split("/"));

/** The lines as a person sees them, with `open` among the keys. */
function shown(typed: string, open: string[] = [], turned: string[] = []) {
  const isOpen = (at: string, found: boolean) =>
    typed === "" ? open.map(key).includes(at) : found !== turned.map(key).includes(at);
  const { lines } = keywordLines(roots, typed, isOpen);
  return lines.map(({ node, depth, open: is, fits }) =>
    [" ".repeat(depth), is === null ? "" : is ? "-" : "+", node.word, fits ? "" : " …"].join(""),
  );
}

describe("the tree", () => {
  it("shows what is unfolded, in the order of the words", () => {
    expect(shown("")).toEqual(["Hund", "+Orte", "+Reisen"]);
    expect(shown("", ["Orte"])).toEqual(["Hund", "-Orte", " Bern", " +Rom", " Zürich", "+Reisen"]);
    expect(shown("", ["Orte/Rom"])).toEqual(["Hund", "+Orte", "+Reisen"]);
  });

  it("knows how many keywords lie below one", () => {
    expect(roots.map(({ word, below }) => [word, below])).toEqual([
      ["Hund", 0],
      ["Orte", 4],
      ["Reisen", 1],
    ]);
  });

  it("finds words whatever their case and accents, with what is above them", () => {
    expect(shown("zuri")).toEqual(["-Orte …", " Zürich"]);
    expect(shown("ROM")).toEqual(["-Orte …", " +Rom", "-Reisen …", " Rom 2024"]);
    expect(keywordLines(roots, "rom", () => true).found).toBe(2);
    expect(shown("nowhere")).toEqual([]);
  });

  it("finds a path by its parts, and folds and unfolds what was found", () => {
    expect(shown("orte / rom")).toEqual(["-Orte …", " -Rom", "  Forum"]);
    expect(shown("reisen>rom")).toEqual(["-Reisen …", " Rom 2024"]);
    expect(shown("rom", [], ["Orte/Rom", "Reisen"])).toEqual(["-Orte …", " -Rom", "  Forum …", "+Reisen …"]);
  });

  it("offers every place that is neither the keyword nor below it", () => {
    expect(placesFor(["orte", "rom"], rows).map(({ path }) => path.join("/"))).toEqual([
      "Hund",
      "Orte",
      "Orte/Bern",
      "Orte/Zürich",
      "Reisen",
      "Reisen/Rom 2024",
    ]);
    expect(keysAbove(["Orte", "Rom", "Forum"])).toEqual([key("orte"), key("orte/rom")]);
  });

  it("holds thousands of keywords", () => {
    const many = Array.from({ length: 2000 }, (_, at) => row(`Group ${at % 40}/Word ${at}`));
    const groups = Array.from({ length: 40 }, (_, at) => row(`Group ${at}`));
    const tree = treeOf([...groups, ...many], (a, b) => a.localeCompare(b));
    expect(keywordLines(tree, "word 19", () => true).lines.length).toBeGreaterThan(100);
    expect(keywordLines(tree, "", () => true).lines).toHaveLength(2040);
  });
});
