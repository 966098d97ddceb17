import type { Locator, Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

async function openRead(direction: string, kith: Kith, page: Page, path: string): Promise<void> {
  await kith.open(path);
  // The page sets its own direction when it starts.
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
}

async function placeOf(it: Locator): Promise<{ x: number; y: number }> {
  const box = await it.boundingBox();
  if (!box) throw new Error("nothing there");
  return { x: box.x, y: box.y };
}

test("a page that is read from the right begins there", async ({ kith, page }) => {
  await openRead("rtl", kith, page, "/person/p1");
  const years = kith.faces("2025");
  await expect(years.nth(1)).toBeVisible();
  await expect.poll(async () => (await placeOf(years.nth(0))).x).toBeGreaterThan((await placeOf(years.nth(1))).x);
  const [people, main] = [page.getByRole("navigation", { name: "People" }), page.getByRole("main")];
  expect((await placeOf(people)).x).toBeGreaterThan((await placeOf(main)).x);
});

for (const direction of ["ltr", "rtl"]) {
  test(`arrows move to where they point: ${direction}`, async ({ kith, page }) => {
    await openRead(direction, kith, page, "/person/p1");
    const faces = page.locator("[role=option]");
    const focused = page.locator("[role=option]:focus");
    const towards = direction === "ltr" ? "ArrowRight" : "ArrowLeft";
    const back = direction === "ltr" ? "ArrowLeft" : "ArrowRight";
    await faces.first().click();
    const first = await placeOf(focused);
    await page.keyboard.press(towards);
    await expect.poll(async () => (await placeOf(focused)).x).not.toBe(first.x);
    const second = await placeOf(focused);
    expect(second.y).toBe(first.y);
    expect(Math.sign(second.x - first.x)).toBe(direction === "ltr" ? 1 : -1);
    await page.keyboard.press(back);
    await expect.poll(async () => (await placeOf(focused)).x).toBe(first.x);
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await placeOf(focused)).y).toBeGreaterThan(first.y);
  });

  test(`the next photo is where its button is: ${direction}`, async ({ kith, page }) => {
    await openRead(direction, kith, page, "/person/p1");
    await page.locator("[role=option]").first().dblclick();
    const view = page.getByRole("dialog", { name: "Photo" });
    const next = view.getByRole("button", { name: "Next photo" });
    await expect(next).toBeVisible();
    expect((await placeOf(next)).x > 720).toBe(direction === "ltr");
    const picture = view.getByRole("img", { name: /^The photo/ });
    const first = (await picture.getAttribute("alt")) ?? "";
    await page.keyboard.press(direction === "ltr" ? "ArrowRight" : "ArrowLeft");
    await expect(picture).not.toHaveAttribute("alt", first);
    await page.keyboard.press(direction === "ltr" ? "ArrowLeft" : "ArrowRight");
    await expect(picture).toHaveAttribute("alt", first);
  });
}
