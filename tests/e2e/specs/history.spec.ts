import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

const steps = (page: Page) => page.getByRole("complementary", { name: "History" }).getByRole("button");

/** Three steps: two confirmations and a face that is ignored. */
async function decide(kith: Kith, page: Page): Promise<void> {
  await kith.open("/person/p0");
  await kith
    .faces(/almost sure/)
    .first()
    .click();
  await page.keyboard.press("Enter");
  await expect(kith.toast("1 confirmed as Anna Berg")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(kith.toast("2 confirmed as Anna Berg")).toBeVisible();
  await page.keyboard.press("i");
  await expect(kith.toast("1 ignored")).toBeVisible();
}

test("lists what was said, and goes back and forward to any step", async ({ kith, page }) => {
  await decide(kith, page);
  const suggested = page.getByRole("option", { name: /Suggested/ });
  const left = await suggested.count();
  await page.keyboard.press("h");
  const history = page.getByRole("complementary", { name: "History" });
  await expect(history).toBeVisible();
  await expect(steps(page).filter({ hasText: "1 face ignored" })).toContainText("Now");
  await expect(steps(page).filter({ hasText: "1 face confirmed as Anna Berg" })).toHaveCount(2);

  await steps(page).filter({ hasText: "1 face confirmed as Anna Berg" }).last().click();
  await expect(suggested).toHaveCount(left + 2);
  await expect(steps(page).filter({ hasText: "taken back" })).toHaveCount(2);
  await expect(history.locator("[aria-current=step]")).toContainText("1 face confirmed as Anna Berg");

  await steps(page).filter({ hasText: "The beginning" }).click();
  await expect(suggested).toHaveCount(left + 3);
  await expect(steps(page).filter({ hasText: "taken back" })).toHaveCount(3);

  await steps(page).filter({ hasText: "1 face ignored" }).click();
  await expect(suggested).toHaveCount(left);
  await expect(steps(page).filter({ hasText: "taken back" })).toHaveCount(0);

  await page.keyboard.press("Escape");
  await expect(history).toBeHidden();
  await expect(kith.heading("Anna Berg")).toBeVisible();
});

test("is walked through by keys, and forgets what was taken back once something new is said", async ({
  kith,
  page,
}) => {
  await decide(kith, page);
  await page.keyboard.press("h");
  const history = page.getByRole("complementary", { name: "History" });
  await expect(history.locator("[aria-current=step]")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(steps(page).filter({ hasText: "taken back" })).toHaveCount(1);
  await page.keyboard.press("Escape");
  await kith
    .faces(/almost sure/)
    .first()
    .click();
  await page.keyboard.press("n");
  await expect(kith.toast("1 not Anna Berg")).toBeVisible();
  await page.getByRole("button", { name: "History" }).click();
  await expect(steps(page).filter({ hasText: "1 face: not Anna Berg" })).toContainText("Now");
  await expect(steps(page).filter({ hasText: "taken back" })).toHaveCount(0);
});

test("says so when nothing was decided yet", async ({ kith, page }) => {
  await kith.open("/");
  await page.getByRole("button", { name: "History" }).click();
  await expect(page.getByRole("heading", { name: "Nothing has been decided yet" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the history is accessible", async ({ kith, page }) => {
      await decide(kith, page);
      await page.keyboard.press("z");
      await page.keyboard.press("h");
      await expect(steps(page).filter({ hasText: "taken back" })).toHaveCount(1);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("is a sheet from the list of people", async ({ kith, page }) => {
    await kith.open("/unknown");
    const card = page.getByRole("listitem", { name: /^Group of/ }).first();
    await card.getByRole("combobox").fill("Rosa Weiß");
    await page.getByRole("option", { name: /New person “Rosa Weiß”/ }).tap();
    await expect(kith.toast(/confirmed as Rosa Weiß/)).toBeVisible();
    await page.getByRole("link", { name: "People" }).tap();
    await expect(page.getByRole("link", { name: /Rosa Weiß/ })).toBeVisible();
    await page.getByRole("button", { name: /History/ }).tap();
    const sheet = page.getByRole("dialog", { name: "History" });
    await expect(sheet.getByRole("button", { name: /confirmed as Rosa Weiß/ })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await sheet.getByRole("button", { name: "The beginning" }).tap();
    await expect(sheet.getByText("taken back")).toBeVisible();
    await sheet.getByRole("button", { name: "Close" }).tap();
    await expect(page.getByRole("link", { name: /Rosa Weiß/ })).toBeHidden();
  });
});
