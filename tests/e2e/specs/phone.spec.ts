import { expect, test } from "../fixtures.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("goes by the bottom navigation", async ({ kith, page }) => {
  await kith.open("/");
  const nav = page.getByRole("navigation", { name: "Main" });
  await expect(nav.getByRole("link")).toHaveCount(4);
  await nav.getByRole("link", { name: /Review/ }).tap();
  await expect(kith.heading("Unconfirmed")).toBeVisible();
  await nav.getByRole("link", { name: /Scan/ }).tap();
  await expect(kith.heading("Scan")).toBeVisible();
  await nav.getByRole("link", { name: /People/ }).tap();
  await page.getByRole("link", { name: /Anna Berg/ }).tap();
  await expect(kith.heading("Anna Berg")).toBeVisible();
  await page.getByRole("link", { name: "All people" }).tap();
  await expect(kith.heading("People")).toBeVisible();
});

test("selects by a long press, then by taps, and confirms with the bar", async ({ kith, page }) => {
  await kith.open("/person/p0");
  const faces = page.getByRole("option", { name: /Suggested/ });
  await expect(faces.first()).toBeVisible();
  const before = await faces.count();
  const box = await faces.first().boundingBox();
  if (!box) throw new Error("no face");
  const touch = { x: box.x + 30, y: box.y + 30 };
  const client = await page.context().newCDPSession(page);
  await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [touch] });
  await expect(faces.first()).toHaveAttribute("aria-selected", "true");
  await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await faces.nth(1).tap();
  await expect(kith.bar()).toContainText("2 selected");
  await kith.bar().getByRole("button", { name: "Confirm" }).tap();
  await expect(kith.toast("2 confirmed as Anna Berg")).toBeVisible();
  await expect(faces).toHaveCount(before - 2);
});

test("a tap opens the photo, a swipe shows the next one", async ({ kith, page }) => {
  await kith.open("/person/p1");
  await page.locator("[role=option]").nth(1).tap();
  const view = page.getByRole("dialog", { name: "Photo" });
  const picture = view.getByRole("img", { name: /^The photo/ });
  await expect(picture).toBeVisible();
  const first = (await picture.getAttribute("alt")) ?? "";
  const client = await page.context().newCDPSession(page);
  const swipe = (type: "touchStart" | "touchMove", x: number) =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints: [{ x, y: 200 }] });
  await swipe("touchStart", 320);
  for (const x of [280, 220, 150, 90]) await swipe("touchMove", x);
  // A finger that rests before it leaves starts no fling, which would swallow the next tap.
  await page.waitForTimeout(250);
  await swipe("touchMove", 90);
  await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await expect(picture).not.toHaveAttribute("alt", first);
  await view.getByRole("button", { name: "Close the photo" }).tap();
  await expect(view).toBeHidden();
});

test("names a group from its card", async ({ kith, page }) => {
  await kith.open("/unknown");
  const card = page.getByRole("listitem", { name: /^Group of/ }).first();
  await card.getByRole("combobox").tap();
  await card.getByRole("combobox").fill("Rosa Weiß");
  await page.getByRole("option", { name: /New person “Rosa Weiß”/ }).tap();
  await expect(kith.toast(/confirmed as Rosa Weiß/)).toBeVisible();
  await expect(page.getByRole("listitem", { name: /^Group of/ })).toHaveCount(5);
});

test("moves faces by a sheet", async ({ kith, page }) => {
  await kith.open("/unconfirmed");
  const faces = kith.faces("Anna Berg");
  await expect(faces.first()).toBeVisible();
  const before = await faces.count();
  const box = await faces.first().boundingBox();
  const client = await page.context().newCDPSession(page);
  const touch = { x: (box?.x ?? 0) + 30, y: (box?.y ?? 0) + 30 };
  await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [touch] });
  await expect(faces.first()).toHaveAttribute("aria-selected", "true");
  await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await kith.bar().getByRole("button", { name: "Move to…" }).tap();
  await page.getByRole("option", { name: "Ignored" }).tap();
  await expect(kith.toast("1 ignored")).toBeVisible();
  await expect(faces).toHaveCount(before - 1);
});
