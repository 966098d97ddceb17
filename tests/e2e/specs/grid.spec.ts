import { expect, test } from "../fixtures.ts";

test.describe("a large library", () => {
  test("mounts only what is near the window and reads on while it is scrolled", async ({ kith, page }) => {
    await kith.open("/person/p0", { library: "large" });
    const total = await kith.count(kith.person("Anna Berg"), "last");
    expect(total).toBeGreaterThan(600);
    const cells = page.locator("main").getByRole("option");
    await expect(cells.first()).toBeVisible();
    expect(await cells.count()).toBeLessThan(200);
    const scroller = page.locator("main [data-scrolls]");
    let height = 0;
    for (let rounds = 0; rounds < 60; rounds++) {
      const next = await scroller.evaluate((element) => {
        element.scrollTop = element.scrollHeight;
        return element.scrollTop;
      });
      if (next === height) break;
      height = next;
      await page.waitForTimeout(50);
    }
    await expect(cells.last()).toHaveAccessibleName(/Anna Berg/);
    expect(await cells.count()).toBeLessThan(200);
  });

  test("the window stays where it is while faces above it are decided", async ({ kith, page }) => {
    await kith.open("/person/p0", { library: "large" });
    const year = page.getByRole("region", { name: "2024" });
    const scroller = page.locator("main [data-scrolls]");
    for (let rounds = 0; rounds < 60 && !(await year.isVisible()); rounds++) {
      await scroller.evaluate((element) => (element.scrollTop += 500));
      await page.waitForTimeout(20);
    }
    await scroller.evaluate((element) => (element.scrollTop += 400));
    const face = year.getByRole("option").nth(12);
    await expect(face).toBeVisible();
    const name = await face.getAttribute("data-cell");
    const same = page.locator(`[data-cell="${name}"]`);
    const before = await same.boundingBox();
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await kith.person("Anna Berg").focus();
    await page.keyboard.press("z");
    await expect(kith.toast("There is nothing to undo")).toBeVisible();
    expect((await same.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
  });
});
