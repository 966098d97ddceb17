import type { Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

const dialog = (page: Page) => page.getByRole("dialog", { name: /^Dates of/ });
const field = (page: Page, name: "Born" | "Died") => dialog(page).getByRole("textbox", { name });
const save = (page: Page) => dialog(page).getByRole("button", { name: "Save" });
const header = (page: Page) => page.locator("main header").first();

/** On a phone what can be done with somebody is behind one button. */
async function openDates(page: Page) {
  const more = page.getByRole("button", { name: /^What to do with/ });
  const dates = page.getByRole("button", { name: "Dates…" });
  await more.or(dates).click();
  const item = page.getByRole("menuitem", { name: "Dates…" });
  await expect(item.or(dialog(page))).toBeVisible();
  if (await item.isVisible()) await item.click();
}

/** Says when the person of the open page was born. */
async function born(kith: Kith, page: Page, date: string) {
  await openDates(page);
  await field(page, "Born").fill(date);
  await save(page).click();
  await expect(kith.toast(/^Dates of .* saved/)).toBeVisible();
}

/** By address, so that the library stays what it is. */
const goTo = (page: Page, path: string) => page.evaluate((hash) => (window.location.hash = hash), `#${path}`);

for (const [size, viewport] of [
  ["desktop", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const) {
  test.describe(size, () => {
    test.use({ viewport });

    test("says what it understood, saves as one step and takes it back", async ({ kith, page }) => {
      await kith.open("/person/p2");
      await openDates(page);
      await expect(field(page, "Born")).toBeFocused();
      await expect(save(page)).toBeDisabled();
      await field(page, "Born").fill("12.5.1984");
      await expect(dialog(page).getByText("12 May 1984", { exact: true })).toBeVisible();
      await field(page, "Died").fill("in old days");
      await expect(dialog(page).getByText("This is no date that Kith understands.")).toBeVisible();
      await expect(save(page)).toBeDisabled();
      await field(page, "Died").fill("1970");
      await expect(dialog(page).getByText("Cem Yıldız cannot have died before they were born.")).toBeVisible();
      await field(page, "Died").fill("");
      await field(page, "Died").press("Enter");
      await expect(kith.toast("Dates of Cem Yıldız saved")).toBeVisible();
      await expect(dialog(page)).toBeHidden();
      await expect(header(page)).toContainText("born 1984");
      await expect(page.getByRole("heading", { name: /^2025 · (40|41|40–41) years old$/ })).toBeVisible();
      await kith.toast("Dates of Cem Yıldız saved").getByRole("button", { name: "Undo" }).click();
      await expect(header(page)).not.toContainText("born");
      await expect(page.getByRole("heading", { name: "2025", exact: true })).toBeVisible();
    });

    test("starts with what is known, and the age stands beside the name in a photo", async ({ kith, page }) => {
      await kith.open("/person/p2");
      await born(kith, page, "May 2011");
      await openDates(page);
      await expect(field(page, "Born")).toHaveValue("May 2011");
      await page.keyboard.press("Escape");
      await kith.faces(/^2025/).first().click();
      await page.keyboard.press("Space");
      const people = page.getByRole("list", { name: "In this photo" });
      await expect(people.getByRole("button", { name: /Cem Yıldız.*1[34]( years old|–14 years old)/ })).toBeVisible();
    });

    test("a face of another time contradicts until that is solved", async ({ kith, page }) => {
      await kith.open("/person/p2");
      await born(kith, page, "2023");
      await goTo(page, "/contradictions");
      const section = page.getByRole("region", { name: "In another time" });
      const cards = section.getByRole("listitem");
      await expect(cards.first()).toContainText("Cem Yıldız was born 2023");
      const before = await cards.count();
      expect(before).toBeGreaterThan(1);
      if (size === "desktop")
        expect(await kith.count(page.getByRole("link", { name: /^Contradictions/ }))).toBe(before);
      await cards
        .first()
        .getByRole("button", { name: /^Not Cem Yıldız/ })
        .click();
      await expect(kith.toast("1 not Cem Yıldız")).toBeVisible();
      await expect(cards).toHaveCount(before - 1);
      await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
      await expect(cards).toHaveCount(before);
      await cards
        .first()
        .getByRole("button", { name: /^Change the dates/ })
        .click();
      await field(page, "Born").fill("2020");
      await save(page).click();
      await expect(page.getByText("No contradictions")).toBeVisible();
    });
  });
}

test("nobody is suggested for a photo of another time", async ({ kith, page }) => {
  await kith.open("/person/p0");
  const early = page.getByRole("option", { name: /Suggested.* 202[12]$/ });
  await expect(early.first()).toBeVisible();
  await born(kith, page, "2023");
  await expect(early).toHaveCount(0);
  await expect(page.getByRole("option", { name: /Suggested/ }).first()).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(early.first()).toBeVisible();
});
