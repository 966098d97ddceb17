import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

const menu = (page: Page) => page.getByRole("menu");
const item = (page: Page, name: string | RegExp) => menu(page).getByRole("menuitem", { name });

async function violations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test("a right click on a face offers what can be done, each with its key", async ({ kith, page }) => {
  await kith.open("/person/p0");
  const faces = page.getByRole("option", { name: /Suggested/ });
  await expect(faces.first()).toBeVisible();
  const before = await faces.count();
  await faces.nth(1).click({ button: "right" });
  await expect(item(page, "Confirm")).toBeFocused();
  await expect(menu(page).getByRole("menuitem")).toHaveText([
    /Confirm\s*Enter/,
    /Not Anna Berg\s*N/,
    /Not sure\s*S/,
    /Name…\s*T/,
    /Ignore\s*I/,
    /Not a face\s*F/,
    /Move to…\s*M/,
    /Photo\s*Space/,
  ]);
  expect(await violations(page)).toEqual([]);
  await item(page, "Ignore").click();
  await expect(kith.toast("1 ignored")).toBeVisible();
  await expect(menu(page)).toBeHidden();
  await expect(faces).toHaveCount(before - 1);
});

test("is about the whole selection when the face is part of it", async ({ kith, page }) => {
  await kith.open("/person/p0");
  const faces = page.getByRole("option", { name: /Suggested/ });
  await faces.nth(0).click();
  await faces.nth(2).click({ modifiers: ["Shift"] });
  await faces.nth(1).click({ button: "right" });
  await expect(page.getByRole("menu", { name: "3 faces" })).toBeVisible();
  await item(page, "Confirm").click();
  await expect(kith.toast("3 confirmed as Anna Berg")).toBeVisible();
});

test("opens by Shift+F10 and is used by keys alone", async ({ kith, page }) => {
  await kith.open("/person/p0");
  await expect(kith.heading("Anna Berg")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  const focused = page.locator("[role=option]").and(page.locator(":focus"));
  await expect(focused).toHaveCount(1);
  await page.keyboard.press("Shift+F10");
  await expect(item(page, "Confirm")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(item(page, "Photo")).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await expect(item(page, /^Not Anna/)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu(page)).toBeHidden();
  await expect(focused).toHaveCount(1);
  await page.keyboard.press("ContextMenu");
  await expect(menu(page)).toBeVisible();
  await page.keyboard.press("i");
  await expect(kith.toast("1 ignored")).toBeVisible();
  await expect(menu(page)).toBeHidden();
  await page.keyboard.press("Shift+F10");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(kith.toast("1 not Anna Berg")).toBeVisible();
});

test("of a person, in the column", async ({ kith, page }) => {
  await kith.open("/");
  await kith.person("Ben Okafor").click({ button: "right" });
  await expect(page.getByRole("menu", { name: "Ben Okafor" })).toBeVisible();
  await item(page, "Rename").click();
  await expect(page.getByRole("dialog", { name: "Rename Ben Okafor" })).toBeVisible();
  await page.keyboard.press("Escape");
  await kith.person("Ben Okafor").focus();
  await page.keyboard.press("Shift+F10");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Merge Ben Okafor into…" })).toBeVisible();
});

test("of a box in the photo, and stays inside the window", async ({ kith, page }) => {
  await kith.open("/person/p0");
  await kith.faces("2025").first().dblclick();
  const view = page.getByRole("dialog", { name: "Photo" });
  const box = view.locator("button[style][aria-pressed=true]");
  await box.click({ button: "right" });
  await expect(item(page, /Draw a face/)).toBeVisible();
  const place = await menu(page).boundingBox();
  expect((place?.y ?? 0) + (place?.height ?? 0)).toBeLessThanOrEqual(900);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(view).toBeVisible();
  await box.click({ button: "right" });
  await item(page, "Not a face").click();
  await expect(kith.toast("1 not a face")).toBeVisible();
});

test("closes by a press elsewhere", async ({ kith, page }) => {
  await kith.open("/person/p0");
  await page.locator("[role=option]").first().click({ button: "right" });
  await expect(menu(page)).toBeVisible();
  const heading = await kith.heading("Anna Berg").boundingBox();
  await page.mouse.click(heading?.x ?? 0, heading?.y ?? 0);
  await expect(menu(page)).toBeHidden();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  async function hold(page: Page, x: number, y: number): Promise<void> {
    const client = await page.context().newCDPSession(page);
    await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
    await expect(menu(page)).toBeVisible();
    await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }

  test("opens for a person by a long press", async ({ kith, page }) => {
    await kith.open("/");
    const card = page.getByRole("link", { name: /Anna Berg/ });
    const place = await card.boundingBox();
    await hold(page, (place?.x ?? 0) + 40, (place?.y ?? 0) + 40);
    await expect(kith.heading("People")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await item(page, "Rename").tap();
    await expect(page.getByRole("dialog", { name: "Rename Anna Berg" })).toBeVisible();
  });

  test("opens for a box in the photo by a long press", async ({ kith, page }) => {
    await kith.open("/person/p2");
    await kith.faces("2025").first().tap();
    const box = page.getByRole("dialog", { name: "Photo" }).locator("button[style][aria-pressed=true]");
    const place = await box.boundingBox();
    if (!place) throw new Error("no box");
    await hold(page, place.x + place.width / 2, place.y + place.height / 2);
    await item(page, "Ignore").tap();
    await expect(kith.toast("1 ignored")).toBeVisible();
  });
});
