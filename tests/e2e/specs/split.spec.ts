import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

const faces = (page: Page) => page.locator("main").locator("[role=option]");

async function open(kith: Kith, page: Page): Promise<number> {
  await kith.open("/group/g12");
  await expect(faces(page).first()).toBeVisible();
  return faces(page).count();
}

async function select(page: Page, from: number, to: number): Promise<void> {
  await faces(page).nth(from).click();
  await faces(page)
    .nth(to)
    .click({ modifiers: ["Shift"] });
}

test("splits off what is selected with the bar, undoes it, and shows the other group", async ({ kith, page }) => {
  const before = await open(kith, page);
  await select(page, 1, 4);
  const bar = kith.bar();
  await bar.getByRole("button", { name: "Split off" }).click();
  const toast = kith.toast("4 faces split off");
  await expect(toast).toBeVisible();
  await expect(faces(page)).toHaveCount(before - 4);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(faces(page)).toHaveCount(before);
  await select(page, 1, 4);
  await page.keyboard.press("x");
  await kith.toast("split off").getByRole("button", { name: "Show them" }).click();
  await expect(faces(page)).toHaveCount(4);
  await expect(kith.heading("Who is this?")).toBeVisible();
});

test("splits off one face from its menu", async ({ kith, page }) => {
  const before = await open(kith, page);
  await faces(page).nth(2).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Split off" }).click();
  await expect(kith.toast("1 face split off")).toBeVisible();
  await expect(faces(page)).toHaveCount(before - 1);
});

test("is not offered for all of a group, nor elsewhere", async ({ kith, page }) => {
  await open(kith, page);
  await faces(page).first().click();
  await expect(kith.bar().getByRole("button", { name: "Split off" })).toBeVisible();
  await page.keyboard.press("Control+a");
  await expect(kith.bar()).toContainText(/selected/);
  await expect(kith.bar().getByRole("button", { name: "Split off" })).toBeHidden();
  await kith.open("/unknown");
  await kith.faces("Alone").first().click();
  await expect(kith.bar().getByRole("button", { name: "Ignore" })).toBeVisible();
  await expect(kith.bar().getByRole("button", { name: "Split off" })).toBeHidden();
});

test.describe("with a finger", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("splits off what was held and tapped", async ({ kith, page }) => {
    const before = await open(kith, page);
    const face = await faces(page).nth(1).boundingBox();
    if (!face) throw new Error("no face");
    const client = await page.context().newCDPSession(page);
    const place = [{ x: face.x + face.width / 2, y: face.y + face.height / 2 }];
    await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: place });
    await expect(faces(page).nth(1)).toHaveAttribute("aria-selected", "true");
    await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await faces(page).nth(3).tap();
    await expect(kith.bar()).toContainText("2 selected");
    await kith.bar().getByRole("button", { name: "Split off" }).tap();
    await expect(kith.toast("2 faces split off")).toBeVisible();
    await expect(faces(page)).toHaveCount(before - 2);
  });
});
