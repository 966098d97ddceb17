import { expect, it, vi } from "vitest";
import type { Backend, Decision, Question } from "../ipc";
import { fakeBackend } from "../ipc/fake";
import { Kith } from "./kith.svelte";
import { across } from "./questions.svelte";

async function program(refuses: () => boolean = () => false) {
  const fake = fakeBackend();
  const said: Decision[][] = [];
  const decide: Backend["decide"] = (request) => {
    if (refuses()) return Promise.reject({ code: "internal", reportId: "1" });
    said.push(request.decisions);
    return fake.decide(request);
  };
  const kith = new Kith({ ...fake, decide });
  await kith.start();
  await kith.questions.refresh();
  return { kith, questions: kith.questions, said };
}

/** Puts off whatever comes before a question of that kind. */
async function upTo(kith: Kith, kind: Question["asked"]["kind"]): Promise<Question> {
  for (;;) {
    const { current } = kith.questions;
    if (!current) throw new Error(`there is no question of the kind ${kind}`);
    if (current.asked.kind === kind) return current;
    await kith.questions.answer("later");
  }
}

const kinds = (decisions: readonly Decision[] | undefined) => new Set(decisions?.map(({ kind }) => kind));

it("asks the most useful question first and says how far the library is named", async () => {
  const { questions } = await program();
  expect(questions.current?.asked.kind).toBe("name");
  expect(questions.left).toBeGreaterThan(5);
  expect(questions.coverage.named).toBeGreaterThan(100);
  expect(questions.coverage.goal?.percent).toBeGreaterThan(75);
});

it("confirms a whole group as one step, and undo asks again", async () => {
  const { kith, questions, said } = await program();
  const { id } = await upTo(kith, "person");
  const before = questions.left;
  expect(await questions.answer("yes")).toBe(true);
  expect(kinds(said.at(-1))).toEqual(new Set(["confirm"]));
  expect(said.at(-1)).toHaveLength(5);
  expect(kith.decisions.question).toBeNull();
  expect(questions.current?.id).not.toBe(id);
  expect(questions.left).toBeLessThan(before);
  await kith.decisions.undo();
  await vi.waitFor(() => expect(questions.left).toBe(before));
  expect((await upTo(kith, "person")).id).toBe(id);
});

it("rejects the person for all faces of the group, and asks who they are instead", async () => {
  const { kith, questions, said } = await program();
  await upTo(kith, "person");
  await questions.answer("no");
  expect(said.at(-1)).toHaveLength(5);
  expect(kinds(said.at(-1))).toEqual(new Set(["reject"]));
});

it.each([
  ["yes", "same"],
  ["no", "different"],
  ["later", "unsure"],
] as const)("says of two groups, pair by pair, what %s means: %s", async (answer, kind) => {
  const { kith, questions, said } = await program();
  const { id, asked } = await upTo(kith, "pair");
  if (asked.kind !== "pair") throw new Error(asked.kind);
  await questions.answer(answer);
  expect(kinds(said.at(-1))).toEqual(new Set([kind]));
  expect(said.at(-1)).toHaveLength(asked.group.count + asked.other.count - 1);
  const page = await kith.backend.listQuestions({ offset: 0, limit: 200 });
  expect(page.questions.map((question) => question.id)).not.toContain(id);
});

it("names a group, or sends it away as strangers", async () => {
  const { kith, questions, said } = await program();
  const opened = vi.fn();
  questions.focusName = opened;
  expect(await questions.answer("yes")).toBe(false);
  expect(opened).toHaveBeenCalledOnce();
  await questions.name("Rosa Weiß");
  expect(kinds(said.at(-1))).toEqual(new Set(["confirm"]));
  await upTo(kith, "name");
  await questions.answer("no");
  expect(kinds(said.at(-1))).toEqual(new Set(["stranger"]));
});

it("answers a question once, however often the key is pressed", async () => {
  const { kith, questions, said } = await program();
  const { id } = await upTo(kith, "person");
  const before = said.length;
  const [first, second] = [questions.answer("later"), questions.current?.id];
  expect(second).not.toBe(id);
  await first;
  expect(said.length).toBe(before + 1);
});

it("asks again when the library refuses", async () => {
  let refuses = false;
  const { kith, questions } = await program(() => refuses);
  const before = questions.current?.id;
  refuses = true;
  expect(await questions.answer("later")).toBe(false);
  expect(questions.current?.id).toBe(before);
  expect(kith.toasts.current?.kind).toBe("error");
});

it("compares groups by as many pairs as they have faces, less one", () => {
  const faces = (...ids: string[]) => ids.map((id) => ({ id })) as unknown as Parameters<typeof across>[0];
  expect(across(faces("a", "b", "c"), faces("x", "y"))).toEqual([
    ["a", "x"],
    ["a", "y"],
    ["b", "x"],
    ["c", "x"],
  ]);
  expect(across(faces(), faces("x"))).toEqual([]);
});
