import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

const tiles = (page: Page) => page.locator("main [data-cell]");
const selected = (page: Page) => page.locator("main [data-cell][aria-selected=true]");
const bar = (page: Page) => page.getByRole("group", { name: "What to do with the selected photos" });
const view = (page: Page) => page.getByRole("dialog", { name: "Photo", exact: true });
const dialog = (page: Page) => page.getByRole("dialog");
const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

/** A finger that rests. */
async function hold(tile: Locator): Promise<void> {
  const box = await tile.boundingBox();
  if (!box) throw new Error("no photo");
  const client = await tile.page().context().newCDPSession(tile.page());
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
  await tile.page().waitForTimeout(600);
  await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

test.describe("desktop", () => {
  test("Ctrl, Shift, a click on the tick, Ctrl+A and Esc; a plain click still opens", async ({ kith, page }) => {
    await kith.open("/photos");
    await tiles(page).nth(1).click();
    await expect(view(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(bar(page)).toBeHidden();
    await tiles(page)
      .nth(1)
      .click({ modifiers: ["ControlOrMeta"] });
    await expect(bar(page)).toContainText("1 selected");
    await tiles(page)
      .nth(4)
      .click({ modifiers: ["Shift"] });
    await expect(selected(page)).toHaveCount(4);
    await tiles(page).nth(2).click();
    await expect(selected(page)).toHaveCount(3);
    await expect(view(page)).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(bar(page)).toBeHidden();
    await expect(kith.heading("Photos")).toBeVisible();
    await tiles(page).nth(3).hover();
    await tiles(page)
      .nth(3)
      .click({ position: { x: 15, y: 15 } });
    await expect(bar(page)).toContainText("1 selected");
    await page.keyboard.press("ControlOrMeta+a");
    await expect(bar(page)).toContainText("240 selected");
    await bar(page).getByRole("button", { name: "Clear the selection" }).click();
    await expect(bar(page)).toBeHidden();
    await page.keyboard.press("Shift+ArrowRight");
    await expect(selected(page)).toHaveCount(2);
    await page.keyboard.press("Enter");
    await expect(view(page)).toBeVisible();
  });

  test("all of a long list, and what was selected stays when the list is left half read", async ({ kith, page }) => {
    await kith.open("/photos", { library: "large" });
    await tiles(page)
      .first()
      .click({ modifiers: ["ControlOrMeta"] });
    await page.locator("main [data-scrolls]").evaluate((element) => (element.scrollTop = element.scrollHeight));
    await expect(page.getByRole("heading", { level: 2, name: "Without a date" })).toBeInViewport();
    await tiles(page)
      .last()
      .click({ modifiers: ["Shift"] });
    await expect(bar(page)).toContainText("6,000 selected");
  });

  test("a rectangle around them", async ({ kith, page }) => {
    await kith.open("/photos");
    const [heading, last] = [page.getByRole("heading", { level: 2 }).first(), tiles(page).nth(2)];
    const [from, to] = [await heading.boundingBox(), await last.boundingBox()];
    if (!from || !to) throw new Error("nothing there");
    await page.mouse.move(from.x + from.width + 200, from.y + 4);
    await page.mouse.down();
    await page.mouse.move(from.x + 10, to.y + to.height / 2, { steps: 6 });
    await page.mouse.up();
    await expect(bar(page)).toBeVisible();
    expect(await selected(page).count()).toBeGreaterThan(1);
  });

  test("keywords are given to all, taken out of any, each undone in one step", async ({ kith, page }) => {
    await kith.open("/photos");
    await tiles(page)
      .first()
      .click({ modifiers: ["ControlOrMeta"] });
    await tiles(page)
      .nth(3)
      .click({ modifiers: ["Shift"] });
    await page.keyboard.press("k");
    await expect(dialog(page)).toHaveAccessibleName("Keywords of 4 photos");
    await page.getByRole("combobox", { name: "Add a keyword to 4 photos" }).fill("Zoo/Lions");
    await page.keyboard.press("Enter");
    await expect(kith.toast("Keyword added to 4 photos: Zoo › Lions")).toBeVisible();
    await expect(bar(page)).toContainText("4 selected");
    await tiles(page)
      .nth(4)
      .click({ modifiers: ["Shift"] });
    await bar(page).getByRole("button", { name: "Keywords…" }).click();
    await page.getByRole("button", { name: "Take Zoo › Lions out of 4 photos" }).click();
    await expect(kith.toast("Keyword taken out of 4 photos: Zoo › Lions")).toBeVisible();
    await page.keyboard.press("z");
    await expect(kith.toast("Undone: keywords of 4 photos taken out")).toBeVisible();
    await page.keyboard.press("k");
    await expect(page.getByRole("button", { name: "Take Zoo › Lions out of 4 photos" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("h");
    await expect(page.getByRole("complementary").getByText("Keyword added to 4 photos: Zoo › Lions")).toBeVisible();
  });

  test("the menu of one of them is about all, that of another about it alone", async ({ kith, page }) => {
    await kith.open("/photos");
    for (const at of [0, 2])
      await tiles(page)
        .nth(at)
        .click({ modifiers: ["ControlOrMeta"] });
    await tiles(page).nth(2).click({ button: "right" });
    await expect(page.getByRole("menu", { name: "2 photos" }).getByRole("menuitem")).toHaveText([
      /Keywords…/,
      /Copy files…/,
      /Leave these photos out/,
    ]);
    await page.keyboard.press("Escape");
    await tiles(page).nth(1).click({ button: "right" });
    await expect(page.getByRole("menuitem")).toHaveText([
      /Open/,
      /Keywords…/,
      /Copy files…/,
      /Show in folder/,
      /Leave this photo out/,
      /Ignore/,
    ]);
    await page.getByRole("menuitem", { name: "Show in folder" }).click();
    await expect(bar(page)).toContainText("2 selected");
  });

  test("all of them are dragged onto a keyword", async ({ kith, page }) => {
    await kith.open("/keywords");
    await expect(page.getByRole("treeitem", { name: /^Birds/ })).toBeVisible();
    await page.getByRole("navigation", { name: "People" }).getByRole("link", { name: "Photos" }).click();
    for (const at of [0, 1, 2])
      await tiles(page)
        .nth(at)
        .click({ modifiers: ["ControlOrMeta"] });
    const box = await tiles(page).nth(1).boundingBox();
    await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 60);
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + 80, (box?.y ?? 0) + 80, { steps: 3 });
    const target = page.locator("[data-drop^=keyword]").filter({ hasText: "Siljan" });
    await expect(target).toBeVisible();
    const place = await target.boundingBox();
    await page.mouse.move((place?.x ?? 0) + 60, (place?.y ?? 0) + 12, { steps: 6 });
    await expect(page.getByText("Give 3 photos Places › Sweden › Siljan").first()).toBeVisible();
    await page.mouse.up();
    await expect(kith.toast(/^Keyword added to 3 photos: Places › Sweden › Siljan/)).toBeVisible();
    await expect(selected(page)).toHaveCount(3);
  });

  test("files are copied, with how far it is, what failed, and a stop", async ({ kith, page }) => {
    await kith.open("/photos", { copies: "slow" });
    await expect(tiles(page).first()).toBeVisible();
    const select = async () => {
      await tiles(page)
        .first()
        .click({ modifiers: ["ControlOrMeta"] });
      await tiles(page)
        .nth(19)
        .click({ modifiers: ["Shift"] });
      await bar(page).getByRole("button", { name: "Copy files…" }).click();
    };
    await page.keyboard.press("ControlOrMeta+a");
    await bar(page).getByRole("button", { name: "Copy files…" }).click();
    await expect(dialog(page)).toHaveAccessibleName("Copying photos");
    await expect(page.getByRole("progressbar", { name: "Progress of the copying" })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await dialog(page).getByRole("button", { name: "Stop" }).last().click();
    await expect(kith.toast(/^Stopped: \d+ photos copied to/)).toBeVisible();
    await kith.open("/photos", { copies: "fails" });
    await select();
    await expect(dialog(page)).toHaveAccessibleName("6 photos could not be copied");
    await expect(dialog(page).getByRole("listitem")).toHaveCount(6);
    await expect(dialog(page)).toContainText("Permission denied");
    await expect(dialog(page)).toContainText("14 photos copied to /home/you/For Rosa.");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await kith.open("/photos", { copies: "full" });
    await select();
    await expect(kith.toast(/IMG_\d+\.jpg cannot be written: No space left on device/)).toBeVisible();
  });

  test("in the photos of a person too, and gone with the page", async ({ kith, page }) => {
    await kith.open("/person/p0/photos");
    await tiles(page)
      .first()
      .click({ modifiers: ["ControlOrMeta"] });
    await expect(bar(page)).toContainText("1 selected");
    await page.getByRole("navigation", { name: "People" }).getByRole("link", { name: "Ben Okafor" }).click();
    await expect(kith.heading("Ben Okafor")).toBeVisible();
    await page.goBack();
    await expect(tiles(page).first()).toBeVisible();
    await expect(bar(page)).toBeHidden();
  });
});

for (const colorScheme of ["light", "dark"] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ])
    test.describe(`${colorScheme} at a width of ${viewport.width}`, () => {
      test.use({ colorScheme, viewport });

      test("the selection and its keywords are accessible and fit", async ({ kith, page }) => {
        await kith.open("/photos");
        await tiles(page)
          .first()
          .click({ modifiers: ["ControlOrMeta"] });
        await expect(bar(page)).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await tiles(page)
          .nth(5)
          .click({ modifiers: ["Shift"] });
        await bar(page).getByRole("button", { name: "Keywords…" }).click();
        await expect(dialog(page).getByRole("list")).toBeVisible();
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      });
    });

test.describe("phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a finger that rests begins, taps go on, and the bar is at the foot", async ({ kith, page }) => {
    await kith.open("/photos");
    await hold(tiles(page).nth(1));
    await expect(bar(page)).toContainText("1 selected");
    await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
    await tiles(page).nth(2).tap();
    await expect(bar(page)).toContainText("2 selected");
    await expect(view(page)).toBeHidden();
    const box = await bar(page).boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThanOrEqual(843);
    await bar(page).getByRole("button", { name: "Keywords…" }).tap();
    await expect(dialog(page)).toHaveAccessibleName("Keywords of 2 photos");
    await dialog(page).getByRole("button", { name: "Close" }).tap();
    await tiles(page).nth(2).tap();
    await expect(bar(page).getByRole("button", { name: /^Ignore unknown faces/ })).toBeVisible();
    await tiles(page).nth(1).tap();
    await expect(bar(page)).toBeHidden();
    await tiles(page).nth(1).tap();
    await expect(view(page)).toBeVisible();
  });
});
