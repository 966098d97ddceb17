import { expect, it, vi } from "vitest";
import { fakeBackend } from "../ipc/fake";
import { Contradictions } from "./contradictions.svelte";
import { Kith } from "./kith.svelte";

async function opened() {
  const kith = new Kith(fakeBackend(new URLSearchParams("files=told")));
  await kith.library.start();
  const contradictions = new Contradictions(kith);
  await contradictions.list.refresh();
  const [counted] = contradictions.kinds;
  if (!counted) throw new Error("nothing contradicts");
  return { kith, contradictions, counted };
}

it("takes back what was settled, whoever's word holds", async () => {
  for (const holds of ["kith", "file"] as const) {
    const { kith, contradictions, counted } = await opened();
    const before = contradictions.list.total;
    await contradictions.settleAll(counted, holds);
    expect(contradictions.list.total).toBe(before - counted.count);
    const undo = vi.spyOn(kith.decisions, "undo");
    kith.toasts.current?.undo?.();
    await undo.mock.results[0]?.value;
    await contradictions.list.refresh();
    expect(contradictions.list.total).toBe(before);
  }
});

it("offers no undo where nothing was settled", async () => {
  const { kith, contradictions, counted } = await opened();
  await contradictions.settleAll(counted, "kith");
  expect(kith.toasts.current?.undo).toBeDefined();
  await contradictions.settleAll(counted, "kith");
  expect(kith.toasts.current?.undo).toBeUndefined();
});
