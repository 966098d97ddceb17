import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

const company = (page: Page) => page.getByRole("region", { name: "Often together with" });

test("who is most often in the same photos stands first, and leads to them", async ({ kith, page }) => {
  await kith.open("/person/p2");
  const buttons = company(page).getByRole("button");
  await expect(buttons.first()).toBeVisible();
  const names = await buttons.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? ""));
  const counts = names.map((name) => Number(/: (\d+) photos? together$/.exec(name)?.[1]));
  expect(counts.length).toBeLessThanOrEqual(8);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  await buttons.first().click();
  await expect(page).toHaveURL(/person\/p2\/photos/);
  await expect(page.getByText(`${counts[0]} photos`, { exact: true })).toBeVisible();
  const other = (names[0] ?? "").split(":")[0] ?? "";
  await expect(page.getByRole("search").getByText(other)).toBeVisible();
});

test("two people are in as many photos together from either side", async ({ kith, page }) => {
  await kith.open("/person/p2");
  const first = company(page).getByRole("button").first();
  const [other, photos] = ((await first.getAttribute("aria-label")) ?? "").split(": ");
  await kith.person(other ?? "").click();
  await expect(kith.heading(other ?? "")).toBeVisible();
  await expect(company(page).getByRole("button", { name: `Cem Yıldız: ${photos}` })).toBeVisible();
});

test.describe("phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("is one row that scrolls sideways", async ({ kith, page }) => {
    await kith.open("/person/p2");
    const list = company(page).getByRole("list");
    await expect(list).toBeVisible();
    const tops = await list.getByRole("button").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
    expect(await list.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
