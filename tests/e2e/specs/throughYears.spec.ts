import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

const place = (page: Page) => page.getByRole("slider", { name: "Place in the years" });
const at = (page: Page) => place(page).inputValue().then(Number);
const photo = (page: Page) => page.getByRole("dialog", { name: "Photo", exact: true });

for (const [size, viewport] of [
  ["desktop", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const) {
  test.describe(size, () => {
    test.use({ viewport });

    test("a person's faces come one after the other, with their dates", async ({ kith, page }) => {
      await kith.open("/person/p0");
      await page.getByRole("link", { name: "Through the years" }).click();
      await expect(place(page)).toBeVisible();
      await expect(page.getByRole("main")).toContainText(/years old|\d{4}/);
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
      await page.getByRole("button", { name: "Play" }).click();
      await expect.poll(() => at(page)).toBeGreaterThan(1);
      await page.getByRole("button", { name: "Pause" }).click();
      const stopped = await at(page);
      await page.getByRole("button", { name: "Next face" }).click();
      expect(await at(page)).toBe(stopped + 1);
      await place(page).fill("0");
      expect(await at(page)).toBe(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    });
  });
}

test("goes by keys, and opens the photo of the face that is shown", async ({ kith, page }) => {
  await kith.open("/person/p0/years");
  await expect(place(page)).toBeVisible();
  for (let press = 0; press < 3; press++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  expect(await at(page)).toBe(2);
  await page.keyboard.press("Enter");
  await expect(photo(page)).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Escape");
  await expect(photo(page)).toBeHidden();
  expect(await at(page)).toBe(2);
  await page.keyboard.press("Space");
  await expect.poll(() => at(page)).toBeGreaterThan(2);
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
});
