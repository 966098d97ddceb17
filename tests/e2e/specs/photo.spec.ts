import { expect, test } from "../fixtures.ts";

test("shows the photo with boxes and names, and goes to the next one", async ({ kith, page }) => {
  await kith.open("/person/p0");
  await kith.faces("2025").first().dblclick();
  const view = page.getByRole("dialog", { name: "Photo" });
  const picture = view.getByRole("img", { name: /^The photo 2025/ });
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect(view.getByRole("button", { name: "Anna Berg", exact: true, pressed: true }).first()).toBeVisible();
  const first = await picture.getAttribute("alt");
  await page.keyboard.press("ArrowRight");
  await expect(picture).not.toHaveAttribute("alt", first ?? "");
  await page.keyboard.press("ArrowLeft");
  await expect(picture).toHaveAttribute("alt", first ?? "");
  await page.keyboard.press("Escape");
  await expect(view).toBeHidden();
});

test("keeps the box over the face at every size of the window", async ({ kith, page }) => {
  await kith.open("/person/p0");
  await kith.faces("2025").first().dblclick();
  const box = page.getByRole("dialog", { name: "Photo" }).locator("button[style]").first();
  const picture = page.getByRole("img", { name: /^The photo/ });
  const place = async () => {
    const [face, whole] = [await box.boundingBox(), await picture.boundingBox()];
    if (!face || !whole) throw new Error("no photo");
    return [(face.x - whole.x) / whole.width, (face.y - whole.y) / whole.height, face.width / whole.width];
  };
  const wide = await place();
  await page.setViewportSize({ width: 900, height: 1100 });
  const tall = await place();
  wide.forEach((value, at) => expect(tall[at]).toBeCloseTo(value, 2));
});

test("answers about a face in the photo", async ({ kith, page }) => {
  await kith.open("/person/p5");
  await page
    .getByRole("option", { name: /Suggested/ })
    .first()
    .dblclick();
  const view = page.getByRole("dialog", { name: "Photo" });
  await expect(view.getByRole("button", { name: "Farah Aziz?" }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(kith.toast("1 confirmed as Farah Aziz")).toBeVisible();
  await expect(view.getByRole("button", { name: "Farah Aziz", exact: true }).first()).toBeVisible();
});

test("names only the face in question in a crowd", async ({ kith, page }) => {
  await kith.open("/person/p0");
  await expect(kith.heading("Anna Berg")).toBeVisible();
  await kith.faces("2025").first().dblclick();
  const boxes = page.getByRole("dialog", { name: "Photo" }).locator("button[style]");
  const next = page.getByRole("button", { name: "Next photo" });
  await expect(boxes.first()).toBeVisible();
  while ((await boxes.count()) < 15) await next.click();
  await expect(boxes.filter({ hasText: /\S/ })).toHaveCount(1);
});

test("sends everybody without a name away as strangers, in one step", async ({ kith, page }) => {
  await kith.open("/unknown");
  await kith.faces("Alone").first().dblclick();
  const view = page.getByRole("dialog", { name: "Photo" });
  const before = await kith.count(kith.fixed("Unknown"));
  await view.getByRole("button", { name: /as (a stranger|strangers)$/ }).click();
  await expect(kith.toast(/ignored as (a stranger|strangers)/)).toBeVisible();
  await expect(view.getByRole("button", { name: /as (a stranger|strangers)$/ })).toBeHidden();
  await page.keyboard.press("z");
  await page.keyboard.press("Escape");
  await expect.poll(() => kith.count(kith.fixed("Unknown"))).toBe(before);
});
