import type { Locator, Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

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

test.describe("people whom the file names, without a face", () => {
  const open = async (kith: Kith, page: Page, photo: string) => {
    await kith.open("/photos", { files: "told" });
    await page.getByRole("searchbox", { name: "Search file names" }).fill(photo);
    await page.locator("main [data-cell]").first().dblclick();
    return page.getByRole("dialog", { name: "Photo" });
  };
  const named = (view: Locator) => view.getByRole("list", { name: "In this photo, no face yet" }).getByRole("button");

  test("the only face without a name is theirs at a click, and that can be taken back", async ({ kith, page }) => {
    const view = await open(kith, page, "IMG_4001");
    await expect(named(view)).toHaveText(["Anna Berg", "Rosa Weiß"]);
    await named(view).nth(1).click();
    await kith.done("1 confirmed as Rosa Weiß");
    await expect(named(view)).toHaveText(["Anna Berg"]);
    await page.keyboard.press("Control+z");
    await expect(named(view)).toHaveText(["Anna Berg", "Rosa Weiß"]);
  });

  test("of several faces the next one that is clicked is theirs; Esc lets it be", async ({ kith, page }) => {
    const view = await open(kith, page, "IMG_4019");
    const rosa = named(view).filter({ hasText: "Rosa Weiß" });
    await rosa.click();
    await expect(view.getByText("Click the face of Rosa Weiß, or draw it.")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(view.getByText("Click the face of Rosa Weiß, or draw it.")).toBeHidden();
    await expect(view).toBeVisible();
    await rosa.click();
    await view.locator("button[data-box]").filter({ hasText: "Unknown" }).click();
    await kith.done("1 confirmed as Rosa Weiß");
    await expect(view.locator("button[data-box]").filter({ hasText: "Rosa Weiß" })).toBeVisible();
    await expect(rosa).toBeHidden();
  });

  test("where every face has a name, theirs is drawn, and nobody asks whose it is", async ({ kith, page }) => {
    const view = await open(kith, page, "IMG_4000");
    await named(view).filter({ hasText: "Rosa Weiß" }).click();
    await expect(view.getByText("Drag over the face of Rosa Weiß.")).toBeVisible();
    const picture = await view.getByRole("img", { name: /^The photo/ }).boundingBox();
    if (!picture) throw new Error("no photo");
    await page.mouse.move(picture.x + picture.width * 0.02, picture.y + picture.height * 0.02);
    await page.mouse.down();
    await page.mouse.move(picture.x + picture.width * 0.12, picture.y + picture.height * 0.16, { steps: 4 });
    await page.mouse.up();
    await expect(view.locator("button[data-box]").filter({ hasText: "Rosa Weiß" })).toBeVisible();
    await expect(named(view)).toHaveText(["Anna Berg"]);
  });

  test("they come first when a face of the photo is named", async ({ kith, page }) => {
    const view = await open(kith, page, "IMG_4019");
    await view.locator("button[data-box]").filter({ hasText: "Unknown" }).click();
    await page.keyboard.press("t");
    const names = page.getByRole("listbox").filter({ hasText: "Rosa Weiß" }).locator("[role=option]");
    await expect(names.nth(0)).toContainText("Anna Berg");
    await expect(names.nth(1)).toContainText("Rosa Weiß");
    await expect(names.nth(1)).toContainText("In this photo");
  });
});

test("gives a photo keywords, by choice and by typing, and takes them out again", async ({ kith, page }) => {
  await kith.open("/person/p0");
  await kith.faces("2025").first().dblclick();
  const view = page.getByRole("dialog", { name: "Photo" });
  const words = view.getByRole("list", { name: "Keywords" });
  const field = view.getByRole("combobox", { name: "Add a keyword to this photo" });
  await field.fill("silj");
  await expect(view.getByRole("option", { name: "Siljan Places › Sweden" })).toBeVisible();
  await field.press("Enter");
  await expect(kith.toast("Keyword added: Places › Sweden › Siljan")).toBeVisible();
  await field.fill("Animals/Dog");
  await expect(view.getByRole("option", { name: "Add “Animals › Dog”" })).toBeVisible();
  await field.press("Enter");
  const dog = words.getByRole("button", { name: "Show all photos with Animals › Dog" });
  await expect(dog).toBeVisible();
  const remove = words.getByRole("button", { name: "Take Places › Sweden › Siljan out of this photo" });
  await remove.press("Enter");
  await expect(remove).toBeHidden();
  await expect(field).toBeFocused();
  await kith.toast("Keyword taken out").getByRole("button", { name: "Undo" }).click();
  await expect(remove).toBeVisible();
  await dog.click();
  await expect(page).toHaveURL(/#\/photos$/);
  await expect(page.getByRole("button", { name: "Remove Animals › Dog from the filter" })).toBeVisible();
  await expect(page.locator("main header p")).toHaveText("1 of 240 photos");
});
