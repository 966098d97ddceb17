import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

const card = (page: Page) => page.getByRole("article");
const title = (page: Page) => card(page).getByRole("heading", { level: 2 });

/** Presses S until a question of that kind comes. */
async function upTo(page: Page, text: RegExp): Promise<void> {
  await expect(title(page)).toBeVisible();
  for (let at = 0; at < 12 && !text.test(await title(page).innerText()); at++) {
    const before = await title(page).innerText();
    await page.keyboard.press("s");
    await expect(title(page)).not.toHaveText(before);
  }
  await expect(title(page)).toHaveText(text);
}

test("names the largest group first and says how far that brings", async ({ kith, page }) => {
  await kith.open("/questions");
  await expect(title(page)).toHaveText(/Who are these \d+ faces\?/);
  await expect(page.getByRole("main").getByText(/\d+ of \d+ faces named/)).toBeVisible();
  await expect(page.getByRole("main").getByText(/answers? brings? \d+\s?%/)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("combobox")).toBeFocused();
  await page.keyboard.type("Rosa Weiß");
  await page.keyboard.press("Enter");
  await kith.done(/confirmed as Rosa Weiß/);
  await expect(kith.person("Rosa Weiß")).toBeVisible();
});

test("answers by keyboard alone: not sure, yes, undo, no", async ({ kith, page }) => {
  await kith.open("/questions");
  await upTo(page, /^Are these \d+ faces Emil Sørensen\?/);
  await expect(card(page).getByText("Perhaps")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(kith.toast(/confirmed as Emil Sørensen/)).toBeVisible();
  await expect(title(page)).not.toHaveText(/Emil/);
  await page.keyboard.press("z");
  await expect(kith.toast(/^Undone/)).toBeVisible();
  await expect(title(page)).toHaveText(/Emil Sørensen/);
  await page.keyboard.press("n");
  await expect(kith.toast(/not Emil Sørensen/)).toBeVisible();
});

test("joins two groups, and undo takes them apart", async ({ kith, page }) => {
  await kith.open("/questions");
  await upTo(page, /^Are these two groups one person/);
  await expect(card(page).getByRole("region")).toHaveCount(2);
  await card(page).getByRole("button", { name: "Yes" }).click();
  await expect(kith.toast("Marked as one person")).toBeVisible();
  await page.keyboard.press("z");
  await expect(title(page)).toHaveText("Are these two groups one person?");
});

test("a key that is held answers one question", async ({ kith, page }) => {
  await kith.open("/questions");
  await upTo(page, /^Are these \d+ faces Emil/);
  const row = page.getByRole("navigation", { name: "People" }).getByRole("link", { name: /^Questions/ });
  const before = await kith.count(row);
  for (let press = 0; press < 6; press++) await page.keyboard.down("s");
  await page.keyboard.up("s");
  await expect(row).toHaveText(new RegExp(`${before - 1}$`));
  await expect(title(page)).toBeVisible();
  expect(await kith.count(row)).toBe(before - 1);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("is reached from People, answers by tap and by swipe", async ({ kith, page }) => {
    await kith.open("/");
    await page.getByRole("link", { name: /\d+ questions/ }).tap();
    await expect(kith.heading("Questions")).toBeVisible();
    const first = await title(page).innerText();
    await card(page).getByRole("button", { name: "Not sure" }).tap();
    await expect(title(page)).not.toHaveText(first);
    for (let at = 0; at < 12 && !/Emil/.test(await title(page).innerText()); at++) {
      const before = await title(page).innerText();
      await card(page).getByRole("button", { name: "Not sure" }).tap();
      await expect(title(page)).not.toHaveText(before);
    }
    const box = await title(page).boundingBox();
    if (!box) throw new Error("no question");
    const client = await page.context().newCDPSession(page);
    const finger = (type: "touchStart" | "touchMove", x: number) =>
      client.send("Input.dispatchTouchEvent", { type, touchPoints: [{ x, y: box.y + 10 }] });
    await finger("touchStart", 80);
    for (const x of [120, 180, 260, 320]) await finger("touchMove", x);
    await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(kith.toast(/confirmed as Emil Sørensen/)).toBeVisible();
  });
});
