import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

const main = (page: Page) => page.getByRole("main");
const leftOut = (page: Page) => main(page).getByRole("region", { name: "Left out" });
const rootMenu = (page: Page) => main(page).getByRole("button", { name: /^What to do with/ });
const choose = (page: Page, item: string | RegExp) => page.getByRole("menuitem", { name: item }).click();
const row = (page: Page, name: string) =>
  page.getByRole("dialog").getByRole("treeitem", { name: new RegExp(`^${name}`) });

/** How many photos the scan page counts. */
async function photos(page: Page): Promise<number> {
  const text = await main(page)
    .getByText(/^\d+ photos · \d+ faces$/)
    .innerText();
  return Number(text.split(" ")[0]);
}

async function leaveFolderOut(page: Page) {
  await rootMenu(page).click();
  await choose(page, "Leave a folder out…");
  await row(page, "2024").click();
}

for (const [size, viewport] of [
  ["desktop", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const) {
  test.describe(size, () => {
    test.use({ viewport });

    test("leaves a folder out on the scan page and takes it in again", async ({ kith, page }) => {
      await kith.open("/scan");
      const before = await photos(page);
      await expect(leftOut(page)).toBeHidden();
      await leaveFolderOut(page);
      await expect(kith.toast("Left out: 2024")).toBeVisible();
      await expect(leftOut(page).getByRole("listitem")).toHaveCount(1);
      await expect(leftOut(page)).toContainText("is kept and comes back with them");
      expect(await photos(page)).toBeLessThan(before);
      await kith.toast("Left out: 2024").getByRole("button", { name: "Undo" }).click();
      await expect(leftOut(page)).toBeHidden();
      expect(await photos(page)).toBe(before);
      await leaveFolderOut(page);
      await leftOut(page).getByRole("button", { name: "Take 2024 in again" }).click();
      await expect(kith.toast("Taken in again: 2024")).toBeVisible();
      await expect(leftOut(page)).toBeHidden();
      expect(await photos(page)).toBe(before);
    });

    test("looks at all photos again only after saying what that means", async ({ kith, page }) => {
      await kith.open("/scan");
      await page.getByRole("button", { name: "Look at all photos again…" }).click();
      const dialog = page.getByRole("dialog", { name: "Look at all photos again?" });
      await expect(dialog).toContainText("Nothing that you confirmed, rejected or ignored is lost.");
      await page.keyboard.press("Escape");
      await expect(main(page).getByText("Up to date")).toBeVisible();
      await rootMenu(page).click();
      await choose(page, "Look at all its photos again…");
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Look at 240 photos again$/ })
        .click();
      await expect(main(page).getByRole("progressbar")).toBeVisible();
      await expect(page.getByRole("button", { name: "Look at all photos again…" })).toBeHidden();
    });
  });
}

test("the folder as a whole cannot be chosen", async ({ kith, page }) => {
  await kith.open("/scan");
  await rootMenu(page).click();
  await choose(page, "Leave a folder out…");
  const root = page.getByRole("dialog").getByRole("treeitem").first();
  await expect(root).toHaveAttribute("aria-disabled", "true");
  await root.click({ force: true });
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("leaves a folder out where the photos are filtered by one", async ({ kith, page }) => {
  await kith.open("/photos");
  await page.getByRole("button", { name: "Folder…" }).click();
  await row(page, "2023").click({ button: "right" });
  await choose(page, "Leave this folder out");
  await expect(kith.toast("Left out: 2023")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("button", { name: "Folder…" }).click();
  await expect(row(page, "2022")).toBeVisible();
  await expect(row(page, "2023")).toBeHidden();
});

test("leaves a photo out from the list and from its own view, and remembers it in the history", async ({
  kith,
  page,
}) => {
  await kith.open("/photos");
  const tiles = main(page).locator("[data-cell]");
  const first = (await tiles.first().getAttribute("aria-label")) ?? "";
  const name = first.split(",")[0] ?? "";
  await tiles.first().click({ button: "right" });
  await choose(page, "Leave this photo out");
  await expect(kith.toast(`Left out: ${name}`)).toBeVisible();
  await expect(main(page).getByText("239 photos").first()).toBeVisible();
  await page.keyboard.press("z");
  await expect(main(page).getByText("240 photos").first()).toBeVisible();
  await tiles.first().click();
  await page.getByRole("button", { name: "Leave this photo out" }).click();
  await expect(page.getByRole("button", { name: "Leave this photo out" })).toBeHidden();
  await expect(main(page).getByText("239 photos").first()).toBeVisible();
});

test("leaves several photos out in one step", async ({ kith, page }) => {
  await kith.open("/photos");
  const tiles = main(page).locator("[data-cell]");
  await tiles.first().click({ modifiers: ["ControlOrMeta"] });
  await tiles.nth(2).click({ modifiers: ["Shift"] });
  await page.getByRole("button", { name: "Leave these photos out" }).click();
  await expect(kith.toast("Left out: 3 photos")).toBeVisible();
  await expect(main(page).getByText("237 photos").first()).toBeVisible();
  await expect(page.getByRole("group", { name: "What to do with the selected photos" })).toBeHidden();
  await page.keyboard.press("z");
  await expect(kith.toast("Undone: 3 left out")).toBeVisible();
  await expect(main(page).getByText("240 photos").first()).toBeVisible();
});
