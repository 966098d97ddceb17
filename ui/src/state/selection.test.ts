import { expect, it } from "vitest";
import { Selection } from "./selection.svelte";

const order = ["a", "b", "c", "d", "e"];
const chosen = (selection: Selection) => [...selection.ids].sort();

it("selects one, toggles others, and extends from the anchor", () => {
  const selection = new Selection();
  selection.only("b", order);
  selection.toggle("d", order);
  expect(chosen(selection)).toEqual(["b", "d"]);
  selection.extendTo("b", order);
  expect(chosen(selection)).toEqual(["b", "c", "d"]);
  selection.extendTo("e", order);
  expect(chosen(selection)).toEqual(["d", "e"]);
  expect(selection.focus).toBe("e");
});

it("extends from the anchor although the press has moved the focus already", () => {
  const selection = new Selection();
  selection.only("b", order);
  selection.focusOn("d", order);
  selection.extendTo("d", order);
  expect(chosen(selection)).toEqual(["b", "c", "d"]);
});

it("hands the focus to what took the place of a face that left", () => {
  const selection = new Selection();
  selection.only("c", order);
  selection.follow(["a", "b", "d", "e"]);
  expect(selection.focus).toBe("d");
  expect(selection.size).toBe(0);
  selection.follow(["a", "b"]);
  expect(selection.focus).toBe("b");
  selection.follow([]);
  expect(selection.focus).toBeNull();
});

it("keeps selection and focus when the list grows", () => {
  const selection = new Selection();
  selection.only("c", order);
  selection.follow(["new", ...order]);
  expect([selection.focus, chosen(selection)]).toEqual(["c", ["c"]]);
  selection.follow(["new", "a", "b", "d"]);
  expect(selection.focus).toBe("d");
});

it("takes a click for what is held with it, and a rectangle for what is in it", () => {
  const selection = new Selection();
  const keys = (held: Partial<MouseEvent>) => ({ shiftKey: false, ctrlKey: false, metaKey: false, ...held });
  expect(selection.click(keys({}), "b", order, false)).toBe(false);
  expect(selection.size).toBe(0);
  expect(selection.click(keys({ metaKey: true }), "b", order, false)).toBe(true);
  selection.click(keys({ shiftKey: true }), "d", order, true);
  selection.click(keys({}), "c", order, true);
  expect(chosen(selection)).toEqual(["b", "d"]);
  selection.band(["a", "b"], true);
  expect(chosen(selection)).toEqual(["a", "b", "d"]);
  selection.band(["e"], false);
  expect(chosen(selection)).toEqual(["e"]);
});
