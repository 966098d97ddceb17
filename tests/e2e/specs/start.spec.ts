import { expect, test } from "../fixtures.ts";

const sizes = [
  ["desktop", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const;

for (const [size, viewport] of sizes) {
  test.describe(size, () => {
    test.use({ viewport });

    test("three steps, back and forth, by keyboard alone", async ({ kith, page }) => {
      await kith.open("/", { library: "empty" });
      await expect(kith.heading("Who is in your photos?")).toBeVisible();
      await expect(page.getByText("Step 1 of 3")).toBeVisible();
      await page.keyboard.press("Tab");
      await expect(page.getByRole("button", { name: "Continue" })).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(kith.heading("Where should the names be?")).toBeFocused();
      await expect(page.getByRole("radio", { name: "Keep names in Kith only" })).toBeChecked();
      await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowDown");
      await expect(page.getByRole("radio", { name: "Write a small file beside each photo" })).toBeChecked();
      await page.getByRole("button", { name: "Continue" }).focus();
      await page.keyboard.press("Enter");
      await expect(kith.heading("Where are your photos?")).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(kith.heading("Where should the names be?")).toBeFocused();
      await expect(page.getByRole("radio", { name: "Write a small file beside each photo" })).toBeChecked();
      await page.getByRole("button", { name: "Continue" }).click();
      const ways = page.getByRole("main").getByRole("listitem").getByRole("button");
      await expect(ways).toHaveCount(3);
      const heights = await ways.evaluateAll((all) => all.map((way) => way.getBoundingClientRect().height));
      expect(new Set(heights).size).toBe(1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    });

    test("no face is looked for before a folder is chosen", async ({ kith, page }) => {
      await kith.open("/", { library: "empty" });
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("button", { name: /^Not now/ }).click();
      await expect(kith.heading("Scan")).toBeVisible();
      await expect(page.getByText("No folder is chosen yet.")).toBeVisible();
      await expect(page.getByRole("progressbar", { name: "Progress of the scan" })).toHaveCount(0);
      await page.getByRole("button", { name: "Add folders…" }).click();
      await expect(page.getByText("/home/you/Pictures")).toBeVisible();
    });

    test("takes all pictures of the system", async ({ kith, page }) => {
      await kith.open("/", { library: "empty" });
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("button", { name: /^All my pictures.*\/home\/you\/Pictures/ }).click();
      await expect(kith.heading("Unknown")).toBeVisible();
    });
  });
}

test("says so where the system has no folder for pictures", async ({ kith, page }) => {
  await kith.open("/", { library: "empty", pictures: "none" });
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("button", { name: /^All my pictures.*no folder for pictures/ })).toBeDisabled();
  await page.getByRole("button", { name: /^Choose folders/ }).click();
  await expect(kith.heading("Unknown")).toBeVisible();
});
