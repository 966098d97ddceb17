import type { Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

const cem = "Cem Yıldız";
const anna = "Anna Berg";
const fold = (page: Page) => page.getByRole("main").getByRole("button", { name: /^Hidden \(\d\)$/ });
const tile = (page: Page, name: string) => page.getByRole("main").getByRole("link", { name: new RegExp(`^${name}`) });
const hiddenTiles = (page: Page) => page.getByRole("main").getByRole("region", { name: "Hidden people" });

/** Holds a finger on somebody, or presses the other button of the mouse. */
async function openMenu(page: Page, name: string, byFinger: boolean) {
  if (byFinger) {
    await tile(page, name).scrollIntoViewIfNeeded();
    const box = await tile(page, name).boundingBox();
    const touch = { x: (box?.x ?? 0) + 30, y: (box?.y ?? 0) + 30 };
    const client = await page.context().newCDPSession(page);
    await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [touch] });
    await expect(page.getByRole("menu", { name })).toBeVisible();
    await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  } else await tile(page, name).click({ button: "right" });
  await expect(page.getByRole("menu", { name })).toBeVisible();
}

const choose = (page: Page, item: string) => page.getByRole("menuitem", { name: item }).click();

async function hideHere(page: Page) {
  await page.getByRole("button", { name: /^What to do with/ }).click();
  await choose(page, "Hide");
}

/** By address, so that the library stays what it is. */
const goTo = (page: Page, path: string) => page.evaluate((hash) => (window.location.hash = hash), `#${path}`);

async function hideOnPage(kith: Kith, page: Page, id: string, name: string) {
  await kith.open(`/person/${id}`);
  await hideHere(page);
  await expect(kith.toast(`${name} hidden`)).toBeVisible();
}

for (const [size, viewport] of [
  ["desktop", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const) {
  test.describe(size, () => {
    const isPhone = size === "phone";
    test.use({ viewport, hasTouch: isPhone });

    test("leaves the list, is found at its foot, and is shown again", async ({ kith, page }) => {
      await kith.open("/");
      await expect(tile(page, cem)).toBeVisible();
      await expect(fold(page)).toBeHidden();
      await openMenu(page, cem, isPhone);
      await choose(page, "Hide");
      await expect(kith.toast(`${cem} hidden`)).toBeVisible();
      await expect(tile(page, cem)).toBeHidden();
      await kith.toast(`${cem} hidden`).getByRole("button", { name: "Undo" }).click();
      await expect(tile(page, cem)).toBeVisible();
      await expect(fold(page)).toBeHidden();
      await page.keyboard.press("Shift+Z");
      await expect(tile(page, cem)).toBeHidden();
      await expect(fold(page)).toHaveAttribute("aria-expanded", "false");
      await fold(page).click();
      await expect(hiddenTiles(page)).toContainText("Their photos and names stay where they are.");
      await openMenu(page, cem, isPhone);
      await choose(page, "Show again");
      await expect(kith.toast(`${cem} shown again`)).toBeVisible();
      await expect(fold(page)).toBeHidden();
      await expect(tile(page, cem)).toBeVisible();
    });

    test("is opened from there, and the page says so and shows them again", async ({ kith, page }) => {
      await hideOnPage(kith, page, "p2", cem);
      const notice = page.getByText(`${cem} is hidden`);
      await expect(notice).toBeVisible();
      await expect(kith.faces(/^2025/).first()).toBeVisible();
      await goTo(page, "/");
      await fold(page).click();
      await hiddenTiles(page).getByRole("link", { name: cem }).click();
      await expect(kith.heading(cem)).toBeVisible();
      await expect(notice).toBeVisible();
      await page.getByRole("button", { name: "Show again" }).click();
      await expect(notice).toBeHidden();
      await goTo(page, "/");
      await expect(tile(page, cem)).toBeVisible();
    });

    test("is found by name, and marked", async ({ kith, page }) => {
      await hideOnPage(kith, page, "p2", cem);
      await goTo(page, "/");
      await expect(fold(page)).toBeVisible();
      await page.getByRole("searchbox", { name: "Search people" }).fill("cem");
      const found = page.getByRole("link", { name: new RegExp(`^${cem}`) });
      await expect(found).toHaveCount(1);
      await expect(found).toContainText("hidden");
      await page.keyboard.press("Enter");
      await expect(kith.heading(cem)).toBeVisible();
    });

    test("is neither to be confirmed nor asked about, but named", async ({ kith, page }) => {
      await kith.open("/unconfirmed");
      const suggested = page.getByRole("option", { name: /Anna Berg/ });
      await expect(suggested.first()).toBeVisible();
      await goTo(page, "/person/p0");
      const own = page.getByRole("option", { name: /Suggested/ });
      await expect(own.first()).toBeVisible();
      await hideHere(page);
      await expect(kith.toast(`${anna} hidden`)).toBeVisible();
      await expect(own.first()).toBeVisible();
      await goTo(page, "/unconfirmed");
      await expect(kith.heading("Unconfirmed")).toBeVisible();
      await expect(page.locator("[role=option]").first()).toBeVisible();
      await expect(suggested).toHaveCount(0);
      await goTo(page, "/unknown");
      const name = page.getByRole("combobox", { name: "Who is this?" }).first();
      await name.fill("anna");
      await expect(page.getByRole("option", { name: /^Anna Berg/ })).toBeVisible();
    });
  });
}

test("by keyboard, in the column: the focus stays at the place", async ({ kith, page }) => {
  await kith.open("/");
  const people = page.getByRole("navigation", { name: "People" });
  const row = (name: string) => people.getByRole("link", { name: new RegExp(`^${name}`) });
  await row(cem).focus();
  const next = await row(cem).evaluate((link) => link.closest("li")?.nextElementSibling?.querySelector("a")?.href);
  await page.keyboard.press("Shift+F10");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(kith.toast(`${cem} hidden`)).toBeVisible();
  await expect(row(cem)).toBeHidden();
  await expect(people.locator(":focus")).toHaveJSProperty("href", next);
  await people.getByRole("link").last().focus();
  await page.keyboard.press("ArrowDown");
  const button = people.getByRole("button", { name: "Hidden (1)" });
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  await expect(row(cem)).toBeFocused();
  await page.keyboard.press("Shift+F10");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(button).toBeHidden();
  await expect(row(cem)).toBeVisible();
  await expect(row("Lena Vogel")).toBeFocused();
  await page.keyboard.press("z");
  await expect(button).toBeVisible();
});

test("the history tells of it, and the numbers count those who are listed", async ({ kith, page }) => {
  await kith.open("/person/p0");
  const unconfirmed = await kith.count(kith.fixed("Unconfirmed"));
  const own = await page.getByRole("option", { name: /Suggested/ }).count();
  await hideHere(page);
  await expect(kith.toast(`${anna} hidden`)).toBeVisible();
  expect(await kith.count(kith.fixed("Unconfirmed"))).toBeLessThan(unconfirmed);
  expect(own).toBeGreaterThan(0);
  await page.keyboard.press("h");
  await expect(page.getByRole("complementary").getByText(`${anna} hidden`)).toBeVisible();
});

test("the name is offered only to who types it", async ({ kith, page }) => {
  await hideOnPage(kith, page, "p2", cem);
  await goTo(page, "/unknown");
  const group = page.getByRole("listitem", { name: "Group of 3 faces" });
  await group.getByRole("combobox").click();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option", { name: /Anna Berg/ })).toBeVisible();
  await expect(page.getByRole("option", { name: /Cem/ })).toBeHidden();
  await group.getByRole("combobox").fill("cem");
  await expect(page.getByRole("option", { name: /Cem Yıldız.*hidden/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await kith.done("3 confirmed as Cem Yıldız");
});
