import { expect, test } from "../fixtures.ts";

test.describe("a large library", () => {
  test("mounts only what is near the window and reads on while it is scrolled", async ({ kith, page }) => {
    await kith.open("/person/p0", { library: "large" });
    const total = await kith.count(kith.person("Anna Berg"), "last");
    expect(total).toBeGreaterThan(600);
    const cells = page.locator("main").locator("[role=option]");
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
    const suggestions = page.getByRole("listbox", { name: /almost sure/ }).locator("[role=option]");
    await suggestions.first().click();
    const section = page.getByRole("heading", { level: 2, name: /almost sure/ });
    const before = await kith.count(section.locator("xpath=.."));
    const scroller = page.locator("main [data-scrolls]");
    await scroller.evaluate((element) => (element.scrollTop = 2600));
    const inView = () =>
      page.evaluate(() => {
        const middle = document.elementFromPoint(700, 450)?.closest<HTMLElement>("[data-cell]");
        return middle?.dataset["cell"] ?? null;
      });
    await expect.poll(inView).not.toBeNull();
    const same = page.locator(`[data-cell="${await inView()}"]`);
    await expect(same).toBeVisible();
    const place = await same.boundingBox();
    const top = await scroller.evaluate((element) => element.scrollTop);

    // Two rows of eight: everything below lies in the same columns again.
    const decided = 16;
    for (let at = 1; at <= decided; at++) {
      await page.keyboard.press("Enter");
      await kith.done(`${at} confirmed as Anna Berg`);
    }
    await expect.poll(async () => Math.round((await same.boundingBox())?.y ?? 0)).toBe(Math.round(place?.y ?? 1));
    expect(await scroller.evaluate((element) => element.scrollTop)).toBeLessThan(top);
    await scroller.evaluate((element) => (element.scrollTop = 0));
    expect(await kith.count(section.locator("xpath=.."))).toBe(before - decided);
  });
});

test("jumps to a year of somebody's faces, also to one that was not read yet", async ({ kith, page }) => {
  await kith.open("/person/p0", { library: "large" });
  const years = page.getByRole("combobox", { name: "Go to a year" });
  const last = await years
    .locator("option")
    .filter({ hasText: /^\d{4}$/ })
    .last()
    .innerText();
  const heading = page.getByRole("main").getByRole("heading", { level: 2, name: new RegExp(`^${last}`) });
  await expect(heading).toBeHidden();
  await years.selectOption(last);
  await expect(heading).toBeInViewport();
});
