import { expect, it } from "vitest";
import { isWithin, keywordKey, typedKeyword } from "./keywords";

it("takes keywords for the same that differ in case and in how accents are encoded", () => {
  expect(keywordKey(["Orte", "Zürich"])).toBe(keywordKey(["orte", "ZU\u0308RICH"]));
  expect(keywordKey(["Orte", "Rom"])).not.toBe(keywordKey(["Orte Rom"]));
});

it("takes a stroke for what stands between the parts", () => {
  expect(typedKeyword(" Orte / Rom ")).toEqual(["Orte", "Rom"]);
  expect(typedKeyword("/Rom//")).toEqual(["Rom"]);
  expect(typedKeyword(" / ")).toBeNull();
});

it("knows what lies below a keyword", () => {
  expect(isWithin(["Orte", "Rom"], ["orte"])).toBe(true);
  expect(isWithin(["Orte"], ["Orte"])).toBe(true);
  expect(isWithin(["Orte"], ["Orte", "Rom"])).toBe(false);
  expect(isWithin(["Rom", "Orte"], ["Orte"])).toBe(false);
});
