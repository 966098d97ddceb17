import { expect, it } from "vitest";
import { initials, matching, namedFirst, sameName } from "./names";

const people = ["Berta Anders", "Anna Berg", "Susanna Ott", "Cem Yıldız", "Emil Sørensen", "Kim Nguyễn"].map(
  (name) => ({
    name,
  }),
);
const found = (typed: string) => matching(people, typed).map((person) => person.name);

it("puts a name that starts so before one whose word does and one that merely contains it", () => {
  expect(found("an")).toEqual(["Anna Berg", "Berta Anders", "Susanna Ott"]);
});

it("does not ask for accents", () => {
  expect(found("yildiz")).toEqual(["Cem Yıldız"]);
  expect(found("sorensen")).toEqual(["Emil Sørensen"]);
  expect(found("NGUYEN")).toEqual(["Kim Nguyễn"]);
});

it("shows everybody when nothing was typed and nobody when nothing fits", () => {
  expect(found(" ")).toHaveLength(people.length);
  expect(found("zoe")).toEqual([]);
});

it("puts those first whom a file names, also strangers to the library", () => {
  const options = people.map(({ name }) => ({ id: name, name, detail: "3", picture: `${name}.jpg` }));
  const [zoe, anna, next] = namedFirst(options, ["Zoe", "anna berg"], "here");
  expect(zoe).toEqual({ id: "named:Zoe", name: "Zoe", detail: "here", picture: null });
  expect(anna).toEqual({ id: "Anna Berg", name: "Anna Berg", detail: "here", picture: "Anna Berg.jpg" });
  expect(next?.name).toBe("Berta Anders");
  expect(namedFirst(options, ["Zoe", "anna berg"], "here")).toHaveLength(people.length + 1);
  expect(namedFirst(options, [], "here")).toBe(options);
});

it("takes two spellings of one name as the same", () => {
  expect(sameName(" Zoë", "zoe\u0308")).toBe(true);
  expect(sameName("Anna", "Ana")).toBe(false);
});

it("makes initials", () => {
  expect(["Anna Maria Berg", "Cher", "élise"].map(initials)).toEqual(["AB", "C", "É"]);
});

it("offers who is quiet only to who types a part of the name", () => {
  const all = [{ name: "Anna" }, { name: "Anton", quiet: true }];
  expect(matching(all, "").map(({ name }) => name)).toEqual(["Anna"]);
  expect(matching(all, "an").map(({ name }) => name)).toEqual(["Anna", "Anton"]);
});
