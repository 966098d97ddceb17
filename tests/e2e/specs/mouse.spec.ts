import type { Locator } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

async function countOf(faces: Locator): Promise<number> {
  await expect(faces.first()).toBeVisible();
  return faces.count();
}

test("drags selected faces onto a person, with a count and a lit target", async ({ kith, page }) => {
  await kith.open("/unknown");
  const alone = kith.faces("Alone");
  const before = await kith.count(kith.person("Jonas Keller"), "first");
  await alone.nth(0).click();
  await alone.nth(1).click({ modifiers: ["Control"] });
  await expect(kith.bar()).toContainText("2 selected");
  await kith.dragTo(alone.nth(1), kith.person("Jonas Keller"), false);
  await expect(page.getByText("Drop: this is Jonas Keller").first()).toBeVisible();
  await expect(kith.person("Jonas Keller")).toHaveClass(/lit/);
  await page.mouse.up();
  await kith.done("2 confirmed as Jonas Keller");
  await expect.poll(() => kith.count(kith.person("Jonas Keller"), "first")).toBe(before + 2);
  await expect(kith.heading("Unknown")).toBeVisible();
});

test("drags a face onto Ignored, and Esc cancels a drag", async ({ kith, page }) => {
  await kith.open("/unknown");
  const before = await kith.count(kith.fixed("Ignored"));
  await kith.dragTo(kith.faces("Alone").first(), kith.fixed("Ignored"), false);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(page.getByText("Dragging cancelled")).toBeAttached();
  expect(await kith.count(kith.fixed("Ignored"))).toBe(before);
  await kith.dragTo(kith.faces("Alone").first(), kith.fixed("Ignored"));
  await expect.poll(() => kith.count(kith.fixed("Ignored"))).toBe(before + 1);
});

test("drops on Unconfirmed are refused", async ({ kith, page }) => {
  await kith.open("/unknown");
  const total = await kith.count(kith.fixed("Unknown"));
  await kith.dragTo(kith.faces("Alone").first(), kith.fixed("Unconfirmed"));
  for (const status of await page.getByRole("status").all()) await expect(status).toBeEmpty();
  expect(await kith.count(kith.fixed("Unknown"))).toBe(total);
});

test("drops on New person ask for the name", async ({ kith, page }) => {
  await kith.open("/unknown");
  const face = kith.faces("Alone").first();
  await kith.dragTo(face, kith.fixed("Ignored"), false);
  const target = page.getByText("New person…");
  const box = await target.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 20, { steps: 4 });
  await page.mouse.up();
  await page.getByRole("combobox", { name: "Name" }).fill("Nora Dahl");
  await page.keyboard.press("Enter");
  await expect(kith.person("Nora Dahl")).toBeVisible();
});

test("drags a person onto selected faces", async ({ kith, page }) => {
  await kith.open("/unconfirmed");
  const faces = kith.faces("Anna Berg");
  const before = await countOf(faces);
  await faces.nth(0).click();
  await faces.nth(1).click({ modifiers: ["Shift"] });
  await kith.dragTo(kith.person("Lena Vogel"), faces.nth(0), false);
  await expect(page.getByText("Drop: these 2 faces are Lena Vogel").first()).toBeVisible();
  await page.mouse.up();
  await kith.done("2 confirmed as Lena Vogel");
  await expect(faces).toHaveCount(before - 2);
});

test("drags a person onto a person to merge them, and undo brings both back", async ({ kith, page }) => {
  await kith.open("/");
  await kith.dragTo(kith.person("Grace Liu"), kith.person("Ines Costa"));
  const dialog = page.getByRole("dialog", { name: "Merge Grace Liu into Ines Costa?" });
  await dialog.getByRole("button", { name: "Merge" }).click();
  const done = kith.toast("Grace Liu merged into Ines Costa");
  await kith.done("Grace Liu merged into Ines Costa");
  await expect(kith.person("Grace Liu")).toHaveCount(0);
  await done.getByRole("button", { name: "Undo" }).click();
  await expect(kith.person("Grace Liu")).toBeVisible();
});

test("selects with a rubber band, and a click on free ground lets go", async ({ kith, page }) => {
  await kith.open("/person/p1");
  const year = kith.faces("2025");
  const [first, third] = [await year.nth(0).boundingBox(), await year.nth(2).boundingBox()];
  if (!first || !third) throw new Error("no faces");
  await page.mouse.move(first.x - 14, first.y + 20);
  await page.mouse.down();
  await page.mouse.move(third.x + 20, third.y + 60, { steps: 6 });
  await page.mouse.up();
  await expect(kith.bar()).toContainText("3 selected");
  await page.mouse.click(first.x - 14, first.y + 20);
  await expect(kith.bar()).toBeHidden();
});

test("answers Yes and No on the face under the pointer", async ({ kith, page }) => {
  await kith.open("/person/p0");
  const suggestions = page.getByRole("option", { name: /Suggested/ });
  const before = await countOf(suggestions);
  await suggestions.first().hover();
  await page.getByText("Yes", { exact: true }).click();
  await expect(suggestions).toHaveCount(before - 1);
  await suggestions.nth(2).hover();
  await page.getByText("No", { exact: true }).click();
  await expect(suggestions).toHaveCount(before - 2);
});

test("confirms a whole section, counts it, and the toast takes the run back", async ({ kith, page }) => {
  await kith.open("/person/p0");
  const suggestions = page.getByRole("option", { name: /Suggested/ });
  const before = await countOf(suggestions);
  const button = page.getByRole("button", { name: /^Confirm all \d+/ }).first();
  const count = Number(/\d+/.exec(await button.innerText())?.[0]);
  await button.click();
  await expect(kith.toast(`${count} confirmed as Anna Berg`)).toBeVisible();
  await expect(suggestions).toHaveCount(before - count);
  await suggestions.first().click();
  await page.keyboard.press("Enter");
  const toast = kith.toast(`${count + 1} confirmed as Anna Berg`);
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(suggestions).toHaveCount(before);
});

test("what is decided leaves before the library has answered", async ({ kith, page }) => {
  await kith.open("/person/p0", { latency: 1500 });
  const suggestions = page.getByRole("option", { name: /Suggested/ });
  await expect(suggestions.first()).toBeVisible();
  const before = await countOf(suggestions);
  await suggestions.first().click();
  await page.keyboard.press("Enter");
  await expect(suggestions).toHaveCount(before - 1);
  for (const status of await page.getByRole("status").all()) await expect(status).toBeEmpty();
  await expect(kith.toast("1 confirmed as Anna Berg")).toBeVisible();
  await expect(suggestions).toHaveCount(before - 1);
});

test("searches people without accents", async ({ kith, page }) => {
  await kith.open("/");
  const links = page.getByRole("navigation", { name: "People" }).getByRole("link", { name: /faces confirmed/ });
  await expect(links).toHaveCount(12);
  await page.getByRole("searchbox").fill("nguyen");
  await expect(links).toHaveCount(1);
  await expect(links.first()).toContainText("Kim Nguyễn");
  await page.getByRole("searchbox").fill("qqq");
  await expect(page.getByText("Nobody here is called “qqq”.")).toBeVisible();
});

test("renames a person and offers to merge when the name is taken", async ({ kith, page }) => {
  await kith.open("/person/p9");
  await page.getByRole("button", { name: "Rename" }).click();
  const field = page.getByRole("textbox", { name: "New name" });
  await expect(field).toBeFocused();
  await field.fill("ben okafor");
  await expect(page.getByRole("button", { name: "Merge into Ben Okafor" })).toBeVisible();
  await field.fill("Jonas Keller-Berg");
  await page.keyboard.press("Enter");
  await expect(kith.heading("Jonas Keller-Berg")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(kith.heading("Jonas Keller")).toBeVisible();
});
