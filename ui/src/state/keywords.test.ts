import { expect, it } from "vitest";
import { fakeBackend } from "../ipc/fake";
import { matching } from "../lib/names";
import { Keywords } from "./keywords.svelte";

it("offers every keyword and everything above it, and says where it stands", async () => {
  const keywords = new Keywords(fakeBackend());
  await keywords.refresh();
  const [lisbon] = matching(keywords.options, "lísb");
  expect(lisbon).toMatchObject({ name: "Lisbon", detail: "Places › Portugal" });
  expect(lisbon && keywords.of(lisbon)).toEqual(["Places", "Portugal", "Lisbon"]);
  expect(matching(keywords.options, "portugal").map(({ detail }) => detail)).toEqual(["Places"]);
});
