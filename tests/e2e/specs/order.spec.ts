import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

const choice = (page: Page) => page.getByRole("button", { name: "Order of the people" });

async function choose(page: Page, order: string): Promise<void> {
  await choice(page).click();
  await page.getByRole("menuitemradio", { name: order }).click();
  await expect(choice(page)).toHaveAccessibleName(`Order of the people: ${order}`);
}

const rows = (page: Page) => page.getByRole("navigation", { name: "People" }).locator("a[data-drop^='person:']");

async function order(page: Page, list: "column" | "home"): Promise<{ names: string[]; counts: number[] }> {
  const links = list === "column" ? rows(page) : page.locator("main .people a");
  await expect(links.first()).toBeVisible();
  const names = await links.locator(".name").allInnerTexts();
  const counts = await links.locator(list === "column" ? ".count > [aria-hidden]" : ".counts").allInnerTexts();
  return { names, counts: counts.map((text) => Number(/\d+/.exec(text)?.[0])) };
}

/** Those without suggestions: they come last, whatever the order. */
const settled = <T>(items: T[], suggested: number) => items.slice(suggested);

async function suggested(page: Page): Promise<number> {
  return rows(page).locator(".suggested").count();
}

test("lists people by name, by faces and by when they were last seen, and remembers it", async ({ kith, page }) => {
  await kith.open("/");
  await expect(kith.person("Anna Berg")).toBeVisible();
  const first = await suggested(page);
  expect(first).toBeGreaterThan(2);
  const byName = settled((await order(page, "column")).names, first);
  expect(byName).toEqual([...byName].sort((a, b) => a.localeCompare(b)));
  await choose(page, "Most faces first");
  const counts = settled((await order(page, "column")).counts, first);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(await suggested(page)).toBe(first);
  await choose(page, "Last seen first");
  const lastSeen = settled((await order(page, "column")).names, first);
  expect([...lastSeen].sort()).toEqual([...byName].sort());
  expect((await order(page, "home")).names).toEqual((await order(page, "column")).names);
  await page.reload();
  await expect(choice(page)).toHaveAccessibleName("Order of the people: Last seen first");
  expect(settled((await order(page, "column")).names, first)).toEqual(lastSeen);
});

test("is chosen by keys alone, from what is chosen now", async ({ kith, page }) => {
  await kith.open("/");
  await expect(kith.person("Anna Berg")).toBeVisible();
  await choice(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemradio", { name: "By name", checked: true })).toBeFocused();
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(choice(page)).toHaveAccessibleName("Order of the people: Most faces first");
  await expect(choice(page)).toBeFocused();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  async function open(kith: Kith, page: Page): Promise<void> {
    await kith.open("/");
    await expect(page.getByRole("link", { name: /Anna Berg/ })).toBeVisible();
  }

  test("stands at the head of the people", async ({ kith, page }) => {
    await open(kith, page);
    const before = (await order(page, "home")).names;
    await choose(page, "Most faces first");
    await expect.poll(async () => (await order(page, "home")).names).not.toEqual(before);
    const size = await choice(page).boundingBox();
    expect(size?.height).toBeGreaterThanOrEqual(44);
  });
});
