import type { Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

const cards = (page: Page) => page.getByRole("region", { name: /^Looks like somebody else/ }).getByRole("listitem");

/** Gives a face of Ben Okafor to Anna Berg, as a slip of the hand does. */
async function slip(kith: Kith, page: Page) {
  await kith.open("/person/p1");
  await kith
    .faces(/^20\d\d/)
    .first()
    .click();
  await page.keyboard.press("t");
  await page.getByRole("combobox", { name: "Name" }).fill("Anna Berg");
  await page.keyboard.press("Enter");
  const twice = page.getByRole("dialog", { name: /is already in this photo/ });
  const toast = kith.toast("1 confirmed as Anna Berg");
  await expect(twice.or(toast).first()).toBeVisible();
  if (await twice.isVisible()) await twice.getByRole("button", { name: "Move the name here" }).click();
  await expect(toast).toBeVisible();
  await page.evaluate(() => (window.location.hash = "#/contradictions"));
}

for (const [size, viewport] of [
  ["desktop", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const) {
  test.describe(size, () => {
    test.use({ viewport });

    test("a face with a wrong name is found, and goes to whom it looks like", async ({ kith, page }) => {
      await slip(kith, page);
      const card = cards(page).filter({ hasText: "Ben Okafor" });
      await expect(card).toHaveCount(1);
      await expect(card).toContainText("Confirmed as");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      await card.getByRole("button", { name: /^It is Ben Okafor/ }).click();
      await expect(card).toHaveCount(0);
    });
  });
}

test("a face that is right after all is not asked about again, until that is taken back", async ({ kith, page }) => {
  await slip(kith, page);
  const card = cards(page).filter({ hasText: "Ben Okafor" });
  await card.getByRole("button", { name: /^It is Anna Berg/ }).click();
  await expect(kith.toast("Stays Anna Berg")).toBeVisible();
  await expect(card).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(card).toHaveCount(1);
  await card.getByRole("button", { name: /^Not Anna Berg/ }).click();
  await expect(card).toHaveCount(0);
});
