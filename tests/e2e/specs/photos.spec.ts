import type { Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

const tiles = (page: Page) => page.locator("main [data-cell]");
const search = (page: Page) => page.getByRole("searchbox", { name: "Search file names" });

/** How many photos the page says there are; waits for the first answer. */
async function shown(page: Page): Promise<number> {
  const subtitle = page.locator("main header p");
  await expect(subtitle).toHaveText(/\d/);
  return Number((await subtitle.innerText()).replaceAll(",", "").match(/\d+/)?.[0]);
}

async function add(page: Page, field: "Add a person" | "Without…", name: string): Promise<void> {
  await page.getByRole("combobox", { name: field }).fill(name.slice(0, 4).toLowerCase());
  await page.getByRole("option", { name: new RegExp(name) }).click();
}

/** Waits until the page lists another number of photos. */
async function changed(page: Page, before: number): Promise<number> {
  await expect.poll(() => shown(page)).not.toBe(before);
  return shown(page);
}

/** The people in the photo that is open. */
async function people(page: Page): Promise<string> {
  return page.getByRole("dialog", { name: "Photo" }).locator("footer").innerText();
}

test.describe("desktop", () => {
  test("lists all photos, a year of few photos as a whole, and jumps to a year", async ({ kith, page }) => {
    await kith.open("/photos");
    await expect(kith.heading("Photos")).toBeVisible();
    const link = page.getByRole("navigation", { name: "People" }).getByRole("link", { name: /^Photos/ });
    expect(await shown(page)).toBe(await kith.count(link));
    const first = page.getByRole("heading", { level: 2 }).first();
    await expect(first).toHaveText(/^20\d\d$/);
    const years = page.getByRole("combobox", { name: "Go to a year" });
    const label = (await years.locator("option").allInnerTexts()).find((text) => text.startsWith("2022"));
    await years.selectOption({ label: label ?? "" });
    await expect(page.getByRole("heading", { level: 2, name: /2022$/ }).first()).toBeInViewport();
  });

  test("keywords: with all below them, and from a photo to all that have one", async ({ kith, page }) => {
    await kith.open("/photos");
    const all = await shown(page);
    const field = page.getByRole("combobox", { name: "Add a keyword" });
    await field.fill("plac");
    await page.getByRole("option", { name: "Places" }).click();
    const places = await changed(page, all);
    expect(places).toBeLessThan(all);
    await field.fill("lísb");
    await expect(page.getByRole("option", { name: "Lisbon Places › Portugal" })).toBeVisible();
    await field.press("Enter");
    const lisbon = await changed(page, places);
    expect(lisbon).toBeLessThan(places);
    await page.getByRole("button", { name: "Remove Places from the filter" }).click();
    await expect(page.getByRole("button", { name: "Remove Places from the filter" })).toBeHidden();
    expect(await shown(page)).toBe(lisbon);

    await page.getByRole("button", { name: "Show all" }).click();
    await changed(page, lisbon);
    await tiles(page).first().click();
    const view = page.getByRole("dialog", { name: "Photo" });
    const keyword = view.getByRole("button", { name: "Show all photos with Places › Portugal › Lisbon" });
    for (let tries = 0; tries < 40 && !(await keyword.isVisible()); tries++) {
      const picture = view.getByRole("img", { name: /^The photo/ });
      const before = await picture.getAttribute("alt");
      await page.keyboard.press("ArrowRight");
      await expect(picture).not.toHaveAttribute("alt", before ?? "");
    }
    await keyword.click();
    await expect(view).toBeHidden();
    await expect.poll(() => shown(page)).toBe(lisbon);
  });

  test("A and B, only A, not B", async ({ kith, page }) => {
    await kith.open("/photos");
    const all = await shown(page);
    await add(page, "Add a person", "Anna Berg");
    const anna = await changed(page, all);
    expect(anna).toBeLessThan(all);
    await add(page, "Add a person", "Ben Okafor");
    const both = await changed(page, anna);
    expect(both).toBeLessThan(anna);
    await tiles(page).first().click();
    await expect.poll(() => people(page)).toMatch(/Anna Berg[^]*Ben Okafor|Ben Okafor[^]*Anna Berg/);
    await page.keyboard.press("Escape");

    const together = page.getByRole("combobox", { name: "How these people are together" });
    await together.selectOption("Any of them");
    const any = await changed(page, both);
    expect(any).toBeGreaterThan(anna);
    await together.selectOption("Only they, nobody else");
    const only = await changed(page, any);
    expect(only).toBeLessThanOrEqual(both);

    await page.getByRole("button", { name: "Remove Ben Okafor from the filter" }).click();
    await together.selectOption("Nobody else");
    const alone = await changed(page, only);
    expect(alone).toBeLessThan(anna);
    await together.selectOption("With or without others");
    await expect.poll(() => shown(page)).toBe(anna);
    await add(page, "Without…", "Ben Okafor");
    await expect.poll(() => shown(page)).toBe(anna - both);
    await page.getByRole("checkbox", { name: "Count suggested faces too" }).check();
    expect(await changed(page, anna - both)).toBeGreaterThan(anna - both);
    await page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(() => shown(page)).toBe(all);
  });

  test("by folder, by file name, by faces without a name", async ({ kith, page }) => {
    await kith.open("/photos");
    const all = await shown(page);
    await page.getByRole("button", { name: "Folder…" }).click();
    const tree = page.getByRole("tree", { name: "Folders" });
    await expect(tree.getByRole("treeitem").first()).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const label = await tree.locator(":focus").getAttribute("aria-label");
    await page.keyboard.press("Enter");
    await expect(tree).toBeHidden();
    expect(await changed(page, all)).toBe(Number(label?.match(/(\d+) photos?$/)?.[1]));
    await page.getByRole("button", { name: /^Remove .* from the filter$/ }).click();

    await page.getByRole("combobox", { name: "Faces in the photos" }).selectOption("Faces without a name");
    expect(await changed(page, all)).toBeLessThan(all);
    await page.getByRole("button", { name: "Show all" }).click();

    await page.keyboard.press("Escape");
    await kith.open("/photos");
    await expect.poll(() => shown(page)).toBe(all);
    await page.keyboard.press("/");
    await expect(search(page)).toBeFocused();
    await page.keyboard.type("img_4007");
    await expect.poll(() => shown(page)).toBe(1);
    await page.keyboard.press("Enter");
    await expect(tiles(page).first()).toBeFocused();
    await expect(tiles(page).first()).toHaveAccessibleName(/^IMG_4007\.jpg/);
    await search(page).fill("nothing like it");
    await expect(page.getByRole("heading", { name: "No photo fits" })).toBeVisible();
  });

  test("by keyboard into the photo, on to the next ones and back", async ({ kith, page }) => {
    await kith.open("/photos");
    await shown(page);
    await page.keyboard.press("ArrowRight");
    await expect(tiles(page).first()).toBeFocused();
    await page.keyboard.press("ArrowRight");
    const second = page.locator("main [data-cell]:focus");
    await expect(second).not.toHaveAttribute("data-cell", (await tiles(page).first().getAttribute("data-cell")) ?? "");
    await page.keyboard.press("Enter");
    const view = page.getByRole("dialog", { name: "Photo" });
    const picture = view.getByRole("img", { name: /^The photo/ });
    await expect(picture).toBeVisible();
    const start = await picture.getAttribute("alt");
    for (let steps = 0; steps < 12; steps++) {
      const before = (await picture.getAttribute("alt")) ?? "";
      await page.keyboard.press("ArrowRight");
      await expect(picture).not.toHaveAttribute("alt", before);
    }
    const last = (await picture.getAttribute("alt")) ?? "";
    expect(last).not.toBe(start);
    await page.keyboard.press("Escape");
    await expect(view).toBeHidden();
    const name = last.split("/").at(-1) ?? "";
    await expect(page.locator("main [data-cell]:focus")).toHaveAccessibleName(new RegExp(`^${name}`));
    await page.keyboard.press("Escape");
    await expect(kith.heading("People")).toBeVisible();
  });

  test("a person's page has their photos, and who else is in them", async ({ kith, page }) => {
    await kith.open("/person/p0");
    await page.getByRole("navigation", { name: "Anna Berg" }).getByRole("link", { name: "Photos" }).click();
    await expect(tiles(page).first()).toBeVisible();
    const anna = await shown(page);
    await add(page, "Add a person", "Ben Okafor");
    const both = await changed(page, anna);
    expect(both).toBeLessThan(anna);
    await expect(page.getByRole("button", { name: /^Remove Anna Berg/ })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(
      page.getByRole("navigation", { name: "Anna Berg" }).getByRole("link", { name: "Faces" }),
    ).toHaveAttribute("aria-current", "page");
  });
});

test.describe("a large library", () => {
  test("reads only what is looked at, from anywhere", async ({ kith, page }) => {
    await kith.open("/photos", { library: "large" });
    expect(await shown(page)).toBe(6000);
    await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText(/^\w+ 20\d\d$/);
    await expect(tiles(page).first()).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await expect(tiles(page).first()).toBeFocused();
    await page.keyboard.press("End");
    await expect(page.locator("main [data-cell]:focus")).toBeInViewport();
    await expect(page.getByRole("heading", { level: 2, name: "Without a date" })).toBeVisible();
    expect(await tiles(page).count()).toBeLessThan(250);
    await page.keyboard.press("Home");
    await expect(tiles(page).first()).toBeFocused();
  });

  test("the window stays where it is while a scan finds more", async ({ kith, page }) => {
    await kith.open("/photos", { library: "large", scan: "running" });
    await shown(page);
    const scroller = page.locator("main [data-scrolls]");
    await scroller.evaluate((element) => (element.scrollTop = 4000));
    await stays(kith, page);
  });
});

/** A photo in the middle of the window is still there when the list has grown. */
async function stays(kith: Kith, page: Page): Promise<void> {
  const inView = () =>
    page.evaluate(() => {
      const middle = document.elementFromPoint(700, 450)?.closest<HTMLElement>("[data-cell]");
      return middle?.dataset["cell"] ?? null;
    });
  await expect.poll(inView).not.toBeNull();
  const photo = page.locator(`[data-cell="${await inView()}"]`);
  const before = await shown(page);
  await expect.poll(() => shown(page)).toBeGreaterThan(before + 30);
  await expect(photo).toBeInViewport();
  await expect(kith.heading("Photos")).toBeAttached();
}

test.describe("phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("goes to the photos, filters them and opens one", async ({ kith, page }) => {
    await kith.open("/");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Photos" }).tap();
    await expect(kith.heading("Photos")).toBeVisible();
    const all = await shown(page);
    await expect(page.getByRole("combobox", { name: "Add a person" })).toBeHidden();
    await page.getByRole("button", { name: "Filter" }).tap();
    await add(page, "Add a person", "Grace Liu");
    expect(await changed(page, all)).toBeLessThan(all);
    await tiles(page).first().tap();
    const view = page.getByRole("dialog", { name: "Photo" });
    await expect(view.getByRole("button", { name: "Grace Liu" }).first()).toBeVisible();
    await view.getByRole("button", { name: "Close the photo" }).tap();
    await expect(view).toBeHidden();
  });
});

test("a slideshow shows photos alone, one after the other, until somebody stops it", async ({ kith, page }) => {
  await page.clock.install();
  await kith.open("/photos");
  await page.locator("main [data-cell]").first().click();
  const view = page.getByRole("dialog", { name: "Photo", exact: true });
  const name = view.locator("header strong");
  const first = await name.innerText();
  await page.keyboard.press("p");
  await expect(view.locator("[data-box]")).toHaveCount(0);
  await expect(view.getByRole("button", { name: "Next photo" })).toBeHidden();
  await page.clock.runFor(4500);
  await expect(name).not.toHaveText(first);
  const second = await name.innerText();
  await page.keyboard.press("Escape");
  await expect(view).toBeVisible();
  await expect(view.getByRole("button", { name: "Play as a slideshow" })).toBeVisible();
  await page.clock.runFor(9000);
  await expect(name).toHaveText(second);
  await view.getByRole("button", { name: "Play as a slideshow" }).click();
  await page.keyboard.press("ArrowLeft");
  await expect(name).toHaveText(first);
  await expect(view.getByRole("button", { name: "Play as a slideshow" })).toBeVisible();
});
