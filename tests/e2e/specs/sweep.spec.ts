import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

const question = (page: Page) => page.getByRole("dialog", { name: /^Ignore everybody without a name on/ });
const words = /^Ignore unknown faces of this day/;

/** How many faces the question is about. */
async function asked(page: Page): Promise<number> {
  const button = question(page).getByRole("button", { name: /^Ignore \d+ faces?$/ });
  return Number(/\d+/.exec(await button.innerText())?.[0]);
}

async function answer(kith: Kith, page: Page): Promise<number> {
  const count = await asked(page);
  await question(page)
    .getByRole("button", { name: /^Ignore \d+ faces?$/ })
    .click();
  await expect(question(page)).toBeHidden();
  await expect(kith.toast(count === 1 ? "1 ignored as a stranger" : `${count} ignored as strangers`)).toBeVisible();
  return count;
}

/** The first day with several faces. */
async function crowdedDay(page: Page): Promise<Locator> {
  const days = page.locator("main section").filter({ has: page.locator("[role=option]").nth(1) });
  await expect(days.first()).toBeVisible();
  return days.first();
}

test("sends a day away from its heading, as one step", async ({ kith, page }) => {
  await kith.open("/unknown");
  const before = await kith.count(kith.fixed("Unknown"));
  await page.getByRole("link", { name: "By day" }).click();
  await expect(page).toHaveURL(/#\/unknown\/days$/);
  const day = await crowdedDay(page);
  const title = await day.getByRole("heading", { level: 2 }).innerText();
  const faces = await day.locator("[role=option]").count();
  await day.getByRole("button", { name: "Ignore all…" }).click();
  await expect(question(page)).toContainText(new RegExp(`${faces} faces in \\d+ photos? are ignored as strangers`));
  await expect(question(page)).toContainText(title);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  expect(await answer(kith, page)).toBe(faces);
  await expect(page.getByRole("heading", { level: 2, name: title, exact: true })).toBeHidden();
  expect(await kith.count(kith.fixed("Unknown"))).toBe(before - faces);
  await page.keyboard.press("z");
  await expect(page.getByRole("heading", { level: 2, name: title, exact: true })).toBeVisible();
  await expect.poll(() => kith.count(kith.fixed("Unknown"))).toBe(before);
});

test("says no with Esc, and nothing happens", async ({ kith, page }) => {
  await kith.open("/unknown/days");
  const day = await crowdedDay(page);
  const faces = await day.locator("[role=option]").count();
  await day.getByRole("button", { name: "Ignore all…" }).click();
  await expect(question(page).getByRole("button", { name: /^Ignore \d+ faces?$/ })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(question(page)).toBeHidden();
  await expect(day.locator("[role=option]")).toHaveCount(faces);
  await expect(page.getByRole("button", { name: "Undo", exact: true }).first()).toBeDisabled();
});

test("reaches the whole day from one of its photos", async ({ kith, page }) => {
  await kith.open("/unknown/days");
  const day = await crowdedDay(page);
  const faces = await day.locator("[role=option]").count();
  await day.locator("[role=option]").first().dblclick();
  const view = page.getByRole("dialog", { name: "Photo", exact: true });
  await view.getByRole("button", { name: words }).click();
  expect(await answer(kith, page)).toBe(faces);
  await expect(view.getByRole("button", { name: words })).toBeHidden();
});

test("is in the menu of a photo in the list, by keys too", async ({ kith, page }) => {
  await kith.open("/photos");
  await page.getByRole("combobox", { name: "Faces in the photos" }).selectOption({ label: "Faces without a name" });
  await page.locator("main [data-cell]").first().click({ button: "right" });
  await page.getByRole("menuitem", { name: words }).click();
  await expect(question(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem", { name: "Open" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Photo", exact: true })).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("has room for the day and what can be done", async ({ kith, page }) => {
    await kith.open("/unknown/days");
    const day = await crowdedDay(page);
    const button = day.getByRole("button", { name: "Ignore all…" });
    const [size, title] = [await button.boundingBox(), await day.getByRole("heading").boundingBox()];
    if (!size || !title) throw new Error("no heading");
    expect(size.x).toBeGreaterThanOrEqual(title.x + title.width);
    expect(size.x + size.width).toBeLessThanOrEqual(390);
    await button.tap();
    await answer(kith, page);
  });
});
