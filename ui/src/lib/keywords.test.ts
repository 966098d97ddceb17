import { expect, it } from "vitest";
import { isPartOf, isWithin, keywordKey, typedKeyword } from "./keywords";

it("takes keywords for the same that differ in case and in how accents are encoded", () => {
  expect(keywordKey(["Orte", "Zürich"])).toBe(keywordKey(["orte", "ZU\u0308RICH"]));
  expect(keywordKey(["Orte", "Rom"])).not.toBe(keywordKey(["Orte Rom"]));
});

it("takes a stroke for what stands between the parts", () => {
  expect(typedKeyword(" Orte / Rom ")).toEqual(["Orte", "Rom"]);
  expect(typedKeyword("/Rom//")).toEqual(["Rom"]);
  expect(typedKeyword(" / ")).toBeNull();
  expect(typedKeyword("a".repeat(201))).toBeNull();
  expect(typedKeyword("Rom\u0007")).toBeNull();
  expect(typedKeyword("a/".repeat(33))).toBeNull();
});

it("knows what lies below a keyword", () => {
  expect(isWithin(["Orte", "Rom"], ["orte"])).toBe(true);
  expect(isWithin(["Orte"], ["Orte"])).toBe(true);
  expect(isWithin(["Orte"], ["Orte", "Rom"])).toBe(false);
  expect(isWithin(["Rom", "Orte"], ["Orte"])).toBe(false);
});

it("knows what is a part of a keyword", () => {
  const rome = ["Orte", "Italien", "Rom"];
  for (const part of [["Rom"], ["orte"], ["Italien"], ["Orte", "Italien"], rome])
    expect(isPartOf(part, rome)).toBe(true);
  for (const other of [["Italien", "Rom"], ["Bern"], ["Orte", "Bern"], [...rome, "Forum"], []])
    expect(isPartOf(other, rome)).toBe(false);
});
