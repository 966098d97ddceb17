import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

const pages: [name: string, path: string, heading: string][] = [
  ["home", "/", "People"],
  ["unknown", "/unknown", "Unknown"],
  ["unknown by day", "/unknown/days", "Unknown"],
  ["group", "/group/g12", "Who is this?"],
  ["person", "/person/p0", "Anna Berg"],
  ["photos", "/photos", "Photos"],
  ["photos of a person", "/person/p0/photos", "Anna Berg"],
  ["keywords", "/keywords", "Keywords"],
  ["unconfirmed", "/unconfirmed", "Unconfirmed"],
  ["questions", "/questions", "Questions"],
  ["ignored", "/ignored", "Ignored"],
  ["scan", "/scan", "Scan"],
  ["contradictions", "/contradictions", "Contradictions"],
];

async function violations(page: Page) {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(passes.length).toBeGreaterThan(10);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 140)).join(" | ")}`);
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const [size, viewport] of [
    ["desktop", { width: 1440, height: 900 }],
    ["phone", { width: 390, height: 844 }],
  ] as const) {
    test.describe(`${colorScheme} ${size}`, () => {
      test.use({ colorScheme, viewport });

      for (const [name, path, heading] of pages) {
        test(`${name} is accessible and fits`, async ({ kith, page }) => {
          await kith.open(path, { files: "told" });
          await expect(kith.heading(heading)).toBeVisible();
          await expect(page.locator("main").locator("img, .path, .selectable, [role=treeitem]").first()).toBeVisible();
          expect(await violations(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
          const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
          expect(background).toBe(colorScheme === "light" ? "rgb(250, 250, 249)" : "rgb(22, 22, 24)");
        });
      }
    });
  }
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`${colorScheme} details`, () => {
    test.use({ colorScheme });

    test("the selection, the bar and the toast", async ({ kith, page }) => {
      await kith.open("/person/p0");
      const faces = page.getByRole("option", { name: /Suggested/ });
      await faces.nth(0).click();
      await page.keyboard.press("Enter");
      await expect(kith.toast("1 confirmed")).toBeVisible();
      await faces.nth(1).click();
      await expect(kith.bar()).toBeVisible();
      const [bar, toast] = [await kith.bar().boundingBox(), await kith.toast("1 confirmed").boundingBox()];
      expect((toast?.y ?? 0) + (toast?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
      await page.mouse.move(0, 0);
      expect(await violations(page)).toEqual([]);
    });

    test("the photo beside the grid, the large photo and the dialogs", async ({ kith, page }) => {
      await kith.open("/person/p0");
      await page.locator("[role=option]").first().click();
      await page.keyboard.press("Space");
      await expect(page.getByRole("complementary", { name: "Photo" }).getByRole("img").first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Larger" }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("m");
      await expect(page.getByRole("dialog", { name: /^Move/ })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^What to do with/ }).click();
      await page.getByRole("menuitem", { name: "Dates…" }).click();
      for (const date of ["12 May 1984", "no date"]) {
        await page.getByRole("textbox", { name: "Born" }).fill(date);
        expect(await violations(page)).toEqual([]);
      }
    });

    test("the first start", async ({ kith, page }) => {
      await kith.open("/", { library: "empty" });
      for (const heading of ["Who is in your photos?", "Where should the names be?", "Where are your photos?"]) {
        await expect(kith.heading(heading)).toBeVisible();
        expect(await violations(page)).toEqual([]);
        const next = page.getByRole("button", { name: "Continue" });
        if (await next.isVisible()) await next.click();
      }
    });

    test("a filter of photos and the folders to choose from", async ({ kith, page }) => {
      await kith.open("/photos");
      await page.getByRole("combobox", { name: "Add a person" }).fill("anna");
      await page.keyboard.press("Enter");
      await page.getByRole("combobox", { name: "Without…" }).fill("ben");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: /^Remove Ben Okafor/ })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Folder…" }).click();
      await expect(page.getByRole("treeitem").first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ])
      test(`the settings at a width of ${viewport.width}`, async ({ kith, page }) => {
        await page.setViewportSize(viewport);
        await kith.open("/settings", { files: "told" });
        await page.getByRole("radio", { name: "Write a small file beside each photo" }).check();
        await page.getByRole("button", { name: "Show what would change" }).click();
        await expect(page.getByText(/is added$/).first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
        await page.getByRole("button", { name: "Write now" }).click();
        await expect(page.getByRole("region", { name: "2 files could not be written" })).toBeVisible();
        expect(await violations(page)).toEqual([]);
      });

    test("an open list of names", async ({ kith, page }) => {
      await kith.open("/unknown");
      await page.getByRole("combobox").first().fill("a");
      await expect(page.getByRole("option", { name: /Anna Berg/ })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}
