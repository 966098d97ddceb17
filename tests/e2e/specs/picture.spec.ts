import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

const picture = (page: Page) => page.locator("main header img").first();
const sourceOf = async (image: ReturnType<typeof picture>) => (await image.getAttribute("src")) ?? "";
const use = "Use as picture";

for (const [size, viewport] of [
  ["desktop", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const) {
  test.describe(size, () => {
    test.use({ viewport });

    test("a face that is confirmed becomes the picture, and that is one step of undo", async ({ kith, page }) => {
      await kith.open("/person/p2");
      const before = await sourceOf(picture(page));
      const face = kith.faces(/^2025/).nth(3);
      const wanted = await sourceOf(face.locator("img"));
      expect(wanted).not.toBe(before);
      await face.click({ button: "right" });
      await page.getByRole("menuitem", { name: use }).click();
      await expect(kith.toast("Picture of Cem Yıldız chosen")).toBeVisible();
      await expect(picture(page)).toHaveAttribute("src", wanted);
      await kith.toast("Picture of Cem Yıldız chosen").getByRole("button", { name: "Undo" }).click();
      await expect(picture(page)).toHaveAttribute("src", before);
      await page.keyboard.press("Shift+Z");
      await expect(picture(page)).toHaveAttribute("src", wanted);
    });
  });
}

test("the picture is that of the list too, is told by the history, and falls back when the face is somebody else", async ({
  kith,
  page,
}) => {
  await kith.open("/person/p2");
  const row = page.getByRole("navigation").getByRole("link", { name: /^Cem Yıldız/ });
  const before = await sourceOf(row.locator("img"));
  const face = kith.faces(/^2025/).nth(3);
  const wanted = await sourceOf(face.locator("img"));
  await face.click();
  const bar = page.getByRole("group", { name: "What to do with the selected faces" });
  await bar.getByRole("button", { name: use }).click();
  await expect(row.locator("img")).toHaveAttribute("src", wanted);
  await expect(bar).toBeHidden();
  await page.keyboard.press("h");
  await expect(page.getByText("Picture of Cem Yıldız chosen").first()).toBeVisible();
  await page.keyboard.press("h");
  await face.click();
  await page.keyboard.press("n");
  await expect(row.locator("img")).toHaveAttribute("src", before);
});

test("only a single face that is confirmed can be a picture, also in the photo", async ({ kith, page }) => {
  await kith.open("/person/p0");
  const faces = kith.faces(/^2025/);
  await faces.nth(2).click();
  await page.keyboard.press("Shift+ArrowRight");
  const bar = page.getByRole("group", { name: "What to do with the selected faces" });
  await expect(bar.getByRole("button", { name: "Move to…" })).toBeVisible();
  await expect(bar.getByRole("button", { name: use })).toBeHidden();
  await page.keyboard.press("Escape");
  await page
    .getByRole("option", { name: /Suggested/ })
    .first()
    .click({ button: "right" });
  await expect(page.getByRole("menuitem", { name: "Confirm" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: use })).toBeHidden();
  await page.keyboard.press("Escape");
  await faces.nth(3).dblclick();
  await page.getByRole("dialog", { name: "Photo" }).getByRole("button", { name: use }).click();
  await expect(kith.toast("Picture of Anna Berg chosen")).toBeVisible();
});
