import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

const items = (page: Page) => page.getByRole("treeitem");
const item = (page: Page, name: string | RegExp) => items(page).filter({ hasText: name });
const focused = (page: Page) => items(page).and(page.locator(":focus"));
const dialog = (page: Page) => page.getByRole("dialog");

/** The number behind a keyword. */
async function photos(page: Page, word: string): Promise<number> {
  const label = (await item(page, word).getAttribute("aria-label")) ?? "";
  return Number(/([\d,]+) photos?$/.exec(label)?.[1]?.replace(",", "") ?? NaN);
}

test("a click on a keyword shows its photos, and Back the tree as it was", async ({ kith, page }) => {
  await kith.open("/");
  await page.getByRole("navigation", { name: "People" }).getByRole("link", { name: "Keywords" }).click();
  await expect(kith.heading("Keywords")).toBeVisible();
  const lisbon = await photos(page, "Lisbon");
  expect(lisbon).toBeGreaterThan(0);
  await page.getByTitle("Fold Sweden").click();
  await expect(item(page, "Siljan")).toBeHidden();
  await item(page, "Lisbon").click();
  await expect(kith.heading("Photos")).toBeVisible();
  await expect(page.getByText(`${lisbon} of `)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Remove Lisbon|Lisbon from the filter/ }).first()).toBeVisible();
  await page.goBack();
  await expect(item(page, "Sweden")).toHaveAttribute("aria-expanded", "false");
});

test("there are keywords only, never people", async ({ kith, page }) => {
  await kith.open("/keywords");
  await expect(item(page, "Nature")).toBeVisible();
  await expect(page.getByRole("main").getByText("Anna Berg")).toHaveCount(0);
});

test("is searched as one types, whatever the case and the accents", async ({ kith, page }) => {
  await kith.open("/keywords");
  await expect(item(page, "Nature")).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("LÍSB");
  await expect(items(page)).toHaveText([/Places/, /Portugal/, /Lisbon/]);
  await expect(page.getByText("1 keyword found")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(kith.heading("Photos")).toBeVisible();
  await page.goBack();
  await page.getByRole("searchbox", { name: "Search keywords" }).fill("zebra");
  await expect(page.getByText("There is no keyword “zebra”.")).toBeVisible();
  await expect(items(page)).toHaveCount(0);
});

test("by keyboard alone: unfolds, folds, goes up and down, and asks for the menu", async ({ kith, page }) => {
  await kith.open("/keywords");
  await expect(page.getByRole("tree", { name: "Keywords" })).toBeVisible();
  await page.getByRole("button", { name: "Fold all", exact: true }).click();
  await page.getByRole("searchbox", { name: "Search keywords" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await expect(focused(page)).toHaveText(/^\s*Places/);
  await expect(focused(page)).toHaveAttribute("aria-level", "1");
  await page.keyboard.press("ArrowRight");
  await expect(focused(page)).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowRight");
  await expect(focused(page)).toHaveText(/^\s*Norway/);
  await expect(focused(page)).toHaveAttribute("aria-level", "2");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(focused(page)).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem")).toHaveText([/Show photos/, /Rename or move…/, /Delete…/]);
  await page.keyboard.press("Escape");
  await expect(focused(page)).toHaveText(/^\s*Places/);
  await page.keyboard.press("Enter");
  await expect(kith.heading("Photos")).toBeVisible();
});

test("moves below another keyword with all below it, is undone and done again", async ({ kith, page }) => {
  await kith.open("/keywords");
  const lisbon = await photos(page, "Lisbon");
  await item(page, "Portugal").press("F2");
  await expect(dialog(page)).toHaveAccessibleName("Rename or move “Places › Portugal”");
  await expect(dialog(page).getByRole("button", { name: "Save" })).toBeDisabled();
  await dialog(page).getByRole("button", { name: "Lies below" }).click();
  await page.getByRole("combobox", { name: "Lies below" }).fill("sweden");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByText("1 keyword below it moves along")).toBeVisible();
  await dialog(page).getByRole("textbox", { name: "Name" }).fill("Iberia");
  await page.keyboard.press("Enter");
  await expect(kith.toast("Keyword Places › Portugal is now Places › Sweden › Iberia")).toBeVisible();
  await expect(focused(page)).toHaveText(/Iberia/);
  await expect(item(page, "Lisbon")).toHaveAttribute("aria-level", "4");
  expect(await photos(page, "Iberia")).toBe(lisbon);
  await page.keyboard.press("z");
  await expect(item(page, "Portugal")).toBeVisible();
  await expect(item(page, "Iberia")).toBeHidden();
  await page.keyboard.press("Shift+Z");
  await expect(item(page, "Iberia")).toBeVisible();
});

test("a name that is there asks whether the two are one", async ({ kith, page }) => {
  await kith.open("/keywords");
  const [trees, birds] = [await photos(page, "Trees"), await photos(page, "Birds")];
  await item(page, "Trees").press("F2");
  await dialog(page).getByRole("textbox", { name: "Name" }).fill("TREES");
  await expect(dialog(page).getByText("Capital and small letters")).toBeVisible();
  await dialog(page).getByRole("textbox", { name: "Name" }).fill("birds");
  await expect(dialog(page)).toContainText("There is a keyword “Nature › Birds” already.");
  await expect(dialog(page)).toContainText(`${trees} photos with “Nature › Trees” will get “Nature › Birds” instead.`);
  await dialog(page).getByRole("button", { name: "Merge the two" }).click();
  await expect(kith.toast("Keyword Nature › Trees merged into Nature › Birds")).toBeVisible();
  await expect(item(page, "Trees")).toBeHidden();
  expect(await photos(page, "Birds")).toBe(trees + birds);
  await kith.toast("merged").getByRole("button", { name: "Undo" }).click();
  await expect(item(page, "Trees")).toBeVisible();
});

test("is deleted from all photos, which is asked first and undone at once", async ({ kith, page }) => {
  await kith.open("/keywords");
  const nature = await photos(page, "Nature");
  await item(page, "Nature").click({ button: "right" });
  await page.getByRole("menuitem", { name: /^Delete/ }).click();
  await expect(dialog(page)).toHaveAccessibleName("Delete “Nature” from all photos?");
  await expect(dialog(page)).toContainText(
    `${nature} photos will lose this keyword or one of the 2 keywords below it.`,
  );
  await page.keyboard.press("Escape");
  await expect(item(page, "Nature")).toBeVisible();
  await item(page, "Nature").press("Delete");
  await dialog(page)
    .getByRole("button", { name: `Delete from ${nature} photos` })
    .click();
  await expect(kith.toast("Keyword deleted: Nature")).toBeVisible();
  await expect(item(page, "Birds")).toBeHidden();
  await page.keyboard.press("h");
  await expect(page.getByRole("complementary").getByText("Keyword deleted: Nature")).toBeVisible();
  await page.keyboard.press("z");
  await expect(item(page, "Birds")).toBeVisible();
});

test("the menu and the dialogs are accessible", async ({ kith, page }) => {
  const violations = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);
  await kith.open("/keywords");
  await item(page, "Trees").press("F2");
  await expect(dialog(page)).toBeVisible();
  expect(await violations()).toEqual([]);
  await dialog(page).getByRole("button", { name: "Lies below" }).click();
  expect(await violations()).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await item(page, "Trees").press("Delete");
  await expect(dialog(page)).toBeVisible();
  expect(await violations()).toEqual([]);
});

test("a library without keywords says where they come from", async ({ kith, page }) => {
  await kith.open("/keywords");
  for (const word of ["Places", "Nature", "Favourites", "Black and white"]) {
    await item(page, word).first().press("Delete");
    await dialog(page)
      .getByRole("button", { name: /^Delete from/ })
      .click();
    await expect(kith.toast(`Keyword deleted: ${word}`)).toBeVisible();
  }
  await expect(page.getByRole("heading", { name: "No keywords yet" })).toBeVisible();
  await page.getByRole("button", { name: "Go to the photos" }).click();
  await expect(kith.heading("Photos")).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("is reached from the photos, and back", async ({ kith, page }) => {
    await kith.open("/photos");
    await page.getByRole("main").getByRole("link", { name: "Keywords" }).tap();
    await expect(kith.heading("Keywords")).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Photos" })).toHaveAttribute(
      "aria-current",
      "page",
    );
    await page.getByRole("button", { name: "What to do with Trees" }).tap();
    await expect(page.getByRole("menuitem", { name: /^Rename or move/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "All photos" }).tap();
    await expect(kith.heading("Photos")).toBeVisible();
  });
});

/** What the open photo has. */
const shown = (page: Page) =>
  page.getByRole("dialog", { name: "Photo" }).getByRole("list", { name: "Keywords" }).getByRole("listitem");

test("a photo gets a keyword from its menu", async ({ kith, page }) => {
  await kith.open("/photos");
  const tile = page.getByRole("main").locator("[data-cell]").nth(2);
  await tile.click({ button: "right" });
  await page.getByRole("menuitem", { name: "Keywords…" }).click();
  await expect(dialog(page)).toHaveAccessibleName(/^Keywords of IMG_/);
  await page.getByRole("combobox", { name: "Add a keyword to this photo" }).fill("Zoo/Lions");
  await page.keyboard.press("Enter");
  await expect(kith.toast("Keyword added: Zoo › Lions")).toBeVisible();
  await tile.click({ button: "right" });
  await page.getByRole("menuitem", { name: "Keywords…" }).click();
  const again = page.getByRole("combobox", { name: "Add a keyword to this photo" });
  await again.fill("Natur");
  await expect(
    dialog(page)
      .getByRole("option", { name: /Nature/ })
      .first(),
  ).toBeVisible();
  await again.fill("Zoo");
  await expect(dialog(page).locator("[role=option]")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await tile.click();
  await expect(shown(page).filter({ hasText: "Lions" })).toBeVisible();
});

test("a photo is dragged onto a keyword, which unfolds where the photo rests", async ({ kith, page }) => {
  await kith.open("/keywords");
  await page.getByRole("button", { name: "Fold all", exact: true }).click();
  await page.getByRole("navigation", { name: "People" }).getByRole("link", { name: "Photos" }).click();
  const tile = page.getByRole("main").locator("[data-cell]").nth(2);
  const target = (word: string) => page.locator("[data-drop^=keyword]").filter({ hasText: word });
  const box = await tile.boundingBox();
  if (!box) throw new Error("no photo");
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 60, { steps: 3 });
  await expect(target("Nature")).toBeVisible();
  const hover = async (word: string) => {
    const place = await target(word).boundingBox();
    await page.mouse.move((place?.x ?? 0) + 60, (place?.y ?? 0) + 12, { steps: 6 });
  };
  await hover("Nature");
  await expect(page.getByText("Give it Nature").first()).toBeVisible();
  await expect(target("Birds")).toBeVisible();
  await hover("Birds");
  await page.mouse.up();
  await expect(kith.toast("Keyword added: Nature › Birds")).toBeVisible();
  await expect(target("Birds")).toBeHidden();
  await tile.click();
  await expect(shown(page).filter({ hasText: "Birds" })).toBeVisible();
  await page.keyboard.press("z");
  await expect(shown(page).filter({ hasText: "Birds" })).toBeHidden();
});

test("keys are about the keyword whose menu was opened last", async ({ kith, page }) => {
  await kith.open("/keywords");
  await item(page, "Lisbon").getByRole("button").click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu", { name: "Lisbon" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("F2");
  await expect(dialog(page)).toContainText("Lisbon");
});

test("a name with a slash moves a keyword below another", async ({ kith, page }) => {
  await kith.open("/keywords");
  await item(page, "Favourites").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Rename or move…" }).click();
  await dialog(page).getByRole("textbox").fill("Nature/Best");
  await page.keyboard.press("Enter");
  await expect(item(page, "Best")).toHaveAttribute("aria-level", "2");
  await expect(item(page, "Favourites")).toHaveCount(0);
});
