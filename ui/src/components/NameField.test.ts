import { fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { NameOption } from "../lib/names";
import NameField from "./NameField.svelte";

const options: NameOption[] = ["Anna Berg", "Ben Okafor", "Annika Holm"].map((name) => ({
  id: name,
  name,
  detail: "3",
  picture: null,
}));

function field(more: { inline?: boolean; onescape?: () => void } = {}) {
  const onchoose = vi.fn();
  render(NameField, {
    label: "Name",
    placeholder: "Who is this?",
    options,
    newLabel: (name: string) => `New person “${name}”`,
    onchoose,
    ...more,
  });
  return { onchoose, input: screen.getByRole<HTMLInputElement>("combobox"), user: userEvent.setup() };
}

const rows = () => screen.queryAllByRole("option", { hidden: true }).map((row) => row.textContent?.trim());

it("completes what was typed and gives the first fit with Enter", async () => {
  const { onchoose, input, user } = field();
  await user.type(input, "ann");
  expect(rows()).toEqual(["AB Anna Berg 3", "AH Annika Holm 3", "New person “ann”"]);
  await user.keyboard("{Enter}");
  expect(onchoose).toHaveBeenCalledExactlyOnceWith({ kind: "option", option: options[0] });
  expect(input.value).toBe("");
});

it("goes through the fits with the arrows, round and round", async () => {
  const { onchoose, input, user } = field();
  await user.type(input, "ann{ArrowUp}");
  expect(input.getAttribute("aria-activedescendant")).toMatch(/-2$/);
  await user.keyboard("{Enter}");
  expect(onchoose).toHaveBeenCalledExactlyOnceWith({ kind: "new", name: "ann" });
});

it("makes no second person of the same name", async () => {
  const { input, user } = field();
  await user.type(input, "anna berg");
  expect(rows()).toEqual(["AB Anna Berg 3"]);
});

it("ignores an empty Enter, a held Enter and the Enter of an input method", async () => {
  const { onchoose, input, user } = field();
  await user.click(input);
  await user.keyboard("{Enter}");
  await user.type(input, "Zoe");
  await fireEvent.keyDown(input, { key: "Enter", repeat: true });
  await fireEvent.keyDown(input, { key: "Enter", isComposing: true });
  expect(onchoose).not.toHaveBeenCalled();
});

it("empties itself with Esc, and only then leaves", async () => {
  const onescape = vi.fn();
  const { input, user } = field({ onescape });
  await user.type(input, "ann{Escape}");
  expect(input.value).toBe("");
  expect(onescape).not.toHaveBeenCalled();
  await user.keyboard("{Escape}");
  expect(onescape).toHaveBeenCalledOnce();
});

it("shows everybody at once when it stands in a dialog", () => {
  field({ inline: true });
  expect(rows()).toHaveLength(3);
});
