import { expect, it } from "vitest";
import { fakeBackend } from "../../ipc/fake";
import { saidOf } from "./saidText";

it("has both sides in words, whatever the person said", async () => {
  const backend = fakeBackend(new URLSearchParams({ files: "told" }));
  const { conflicts } = await backend.listConflicts({ offset: 0, limit: 10 });
  const [first] = conflicts;
  if (!first) throw new Error("there is no contradiction");
  const open = { ...first.face, person: null, reason: null };
  expect(saidOf({ ...first, inFile: "Ben" }).file).toBe("Ben");
  expect(saidOf({ ...first, inFile: null })).toEqual({
    kith: first.face.person?.name,
    file: "Nobody any more",
  });
  expect(saidOf({ ...first, inFile: "Ben", face: open }).kith).toBe("Not Ben");
  expect(saidOf({ ...first, inFile: null, face: open }).kith).toBe("No name");
  expect(saidOf({ ...first, face: { ...open, reason: "stranger" } }).kith).toBe("Ignored stranger");
  expect(saidOf({ ...first, face: { ...open, reason: "notAFace" } }).kith).toBe("Not a face");
});
