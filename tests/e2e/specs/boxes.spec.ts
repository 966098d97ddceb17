import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

type Part = { x: number; y: number; w: number; h: number };

const view = (page: Page) => page.getByRole("dialog", { name: "Photo" });
const picture = (page: Page) => view(page).getByRole("img", { name: /^The photo/ });

async function open(kith: Kith, page: Page): Promise<void> {
  await kith.open("/person/p0");
  await kith.faces("2025").first().dblclick();
  await expect(picture(page)).toBeVisible();
}

/** Where something lies in the picture, in parts of it. */
async function partOf(page: Page, what: Locator): Promise<Part> {
  const [box, whole] = [await what.boundingBox(), await picture(page).boundingBox()];
  if (!box || !whole) throw new Error("no photo");
  const { x, y, width, height } = box;
  return {
    x: (x - whole.x) / whole.width,
    y: (y - whole.y) / whole.height,
    w: width / whole.width,
    h: height / whole.height,
  };
}

async function at(page: Page, x: number, y: number): Promise<[number, number]> {
  const whole = await picture(page).boundingBox();
  if (!whole) throw new Error("no photo");
  return [whole.x + x * whole.width, whole.y + y * whole.height];
}

async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 4 });
  await page.mouse.move(...to, { steps: 4 });
  await page.mouse.up();
}

function expectPart(part: Part, expected: Part): void {
  for (const side of ["x", "y", "w", "h"] as const) expect(part[side]).toBeCloseTo(expected[side], 1.7);
}

const middle = ({ x, y, w, h }: Part): [number, number] => [x + w / 2, y + h / 2];
const selected = (page: Page) => view(page).getByRole("button", { name: /, the box is selected$/ });

test("draws a face with the mouse, names it, and undoes it", async ({ kith, page }) => {
  await open(kith, page);
  await view(page).getByRole("button", { name: "Draw a face" }).click();
  await drag(page, await at(page, 0.02, 0.03), await at(page, 0.12, 0.18));
  const field = view(page).getByRole("combobox", { name: "Who is this?" });
  await expect(field).toBeFocused();
  await page.keyboard.type("Vera Vogt");
  await page.keyboard.press("Enter");
  await expect(kith.toast("1 face drawn: Vera Vogt")).toBeVisible();
  const drawn = view(page).locator("button[style][aria-label='Vera Vogt']");
  await expect(drawn).toHaveAttribute("aria-pressed", "true");
  expectPart(await partOf(page, drawn), { x: 0.02, y: 0.03, w: 0.1, h: 0.15 });
  await page.keyboard.press("z");
  await expect(kith.toast("Undone: 1 face drawn")).toBeVisible();
  await expect(drawn).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(kith.person("Vera Vogt")).toBeHidden();
});

test("a new name makes a person, and no name an unknown face", async ({ kith, page }) => {
  await open(kith, page);
  const unknown = await kith.count(kith.fixed("Unknown"));
  await page.keyboard.press("b");
  await drag(page, await at(page, 0.02, 0.03), await at(page, 0.12, 0.18));
  await page.keyboard.type("Wanda Wels");
  await page.keyboard.press("Enter");
  await expect(kith.toast("1 face drawn: Wanda Wels")).toBeVisible();
  await page.keyboard.press("b");
  await drag(page, await at(page, 0.85, 0.03), await at(page, 0.97, 0.2));
  await expect(view(page).getByRole("combobox", { name: "Who is this?" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(kith.toast(/^1 face drawn$|1 face drawn(?!:)/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(kith.person("Wanda Wels")).toBeVisible();
  await expect.poll(() => kith.count(kith.fixed("Unknown"))).toBe(unknown + 1);
});

test("Esc takes a drawn box back, and then nothing was said", async ({ kith, page }) => {
  await open(kith, page);
  const boxes = view(page).locator("button[style]");
  const before = await boxes.count();
  await page.keyboard.press("b");
  await drag(page, await at(page, 0.02, 0.03), await at(page, 0.12, 0.18));
  await expect(boxes).toHaveCount(before + 1);
  await page.keyboard.press("Escape");
  await expect(boxes).toHaveCount(before);
  await expect(view(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(view(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Undo", exact: true }).first()).toBeDisabled();
});

test("draws by keyboard alone", async ({ kith, page }) => {
  await open(kith, page);
  await page.keyboard.press("b");
  const draft = view(page).getByRole("button", { name: "New face" });
  await expect(draft).toBeFocused();
  const before = await partOf(page, draft);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+ArrowRight");
  expectPart(await partOf(page, draft), {
    x: before.x - 0.01,
    y: before.y - 0.01,
    w: before.w + 0.01,
    h: before.h,
  });
  await page.keyboard.press("Enter");
  await expect(view(page).getByRole("combobox", { name: "Who is this?" })).toBeFocused();
  await page.keyboard.type("Wanda Wels");
  await page.keyboard.press("Enter");
  await expect(kith.toast("1 face drawn: Wanda Wels")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("drawing is accessible", async ({ kith, page }) => {
      await open(kith, page);
      await view(page).locator("button[style][aria-pressed=true]").click();
      await expect(selected(page)).toBeVisible();
      const violations = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);
      expect(await violations()).toEqual([]);
      await page.keyboard.press("b");
      await page.keyboard.press("Enter");
      await expect(view(page).getByRole("combobox", { name: "Who is this?" })).toBeVisible();
      expect(await violations()).toEqual([]);
    });
  });
}

test("asks before somebody is drawn who is in the photo already", async ({ kith, page }) => {
  await open(kith, page);
  await page.keyboard.press("b");
  await drag(page, await at(page, 0.02, 0.03), await at(page, 0.12, 0.18));
  await page.keyboard.type("anna");
  await page.keyboard.press("Enter");
  const question = page.getByRole("dialog", { name: "Anna Berg is already in this photo" });
  await question.getByRole("button", { name: "Both are Anna Berg" }).click();
  await expect(kith.toast("1 face drawn: Anna Berg")).toBeVisible();
  await expect(view(page).locator("button[style][aria-label='Anna Berg']")).toHaveCount(2);
});

test("moves and resizes a box with the mouse, each as one step", async ({ kith, page }) => {
  await open(kith, page);
  const box = view(page).locator("button[style][aria-pressed=true]");
  const before = await partOf(page, box);
  await box.click();
  await expect(selected(page)).toBeFocused();
  const from = middle(before);
  await drag(page, await at(page, ...from), await at(page, from[0] + 0.05, from[1] + 0.1));
  await expect(kith.toast("1 box changed")).toBeVisible();
  const moved = { ...before, x: before.x + 0.05, y: before.y + 0.1 };
  expectPart(await partOf(page, box), moved);
  await drag(
    page,
    await at(page, moved.x + moved.w, moved.y + moved.h),
    await at(page, moved.x + moved.w + 0.04, moved.y + moved.h + 0.03),
  );
  await expect(kith.toast("2 boxes changed")).toBeVisible();
  expectPart(await partOf(page, box), { ...moved, w: moved.w + 0.04, h: moved.h + 0.03 });
  await page.keyboard.press("z");
  await expect.poll(async () => (await partOf(page, box)).w).toBeCloseTo(moved.w, 2);
  await page.keyboard.press("z");
  await expect.poll(async () => (await partOf(page, box)).x).toBeCloseTo(before.x, 2);
  await page.keyboard.press("Shift+Z");
  await expect.poll(async () => (await partOf(page, box)).x).toBeCloseTo(moved.x, 2);
});

test("moves and resizes a box by keys, and gives the arrows back with Esc", async ({ kith, page }) => {
  await open(kith, page);
  const box = view(page).locator("button[style][aria-pressed=true]");
  const before = await partOf(page, box);
  await box.focus();
  await page.keyboard.press("Enter");
  await expect(selected(page)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(kith.toast("1 box changed")).toBeVisible();
  await page.keyboard.press("Shift+ArrowDown");
  await expect(kith.toast("2 boxes changed")).toBeVisible();
  expectPart(await partOf(page, box), { ...before, x: before.x + 0.01, h: before.h + 0.01 });
  const shown = await picture(page).getAttribute("alt");
  await page.keyboard.press("Escape");
  await expect(selected(page)).toBeHidden();
  await page.keyboard.press("ArrowRight");
  await expect(picture(page)).not.toHaveAttribute("alt", shown ?? "");
});

test("a box that is moved keeps its face, and the face gets a new picture", async ({ kith, page }) => {
  await open(kith, page);
  const chip = view(page).getByRole("listitem").filter({ hasText: "Anna Berg" });
  await expect(chip).toHaveCount(1);
  const box = view(page).locator("button[style][aria-pressed=true]");
  await box.click();
  await page.keyboard.press("ArrowRight");
  await expect(kith.toast("1 box changed")).toBeVisible();
  await expect(chip).toHaveCount(1);
  await page.keyboard.press("Delete");
  await expect(kith.toast("1 not a face")).toBeVisible();
  await expect(chip).toHaveCount(0);
});

test.describe("with a finger", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  async function touchDrag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
    const client = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", point?: [number, number]) =>
      client.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: point ? [{ x: point[0], y: point[1] }] : [],
      });
    await touch("touchStart", from);
    for (const part of [0.2, 0.5, 0.8, 1])
      await touch("touchMove", [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]);
    // A finger that is lifted while it moves flings, and the next tap only ends that.
    await frames(page, 8);
    await touch("touchEnd");
  }

  /** Waits until so many frames were drawn. */
  async function frames(page: Page, count: number): Promise<void> {
    for (let frame = 0; frame < count; frame++)
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  }

  async function openByTap(kith: Kith, page: Page): Promise<void> {
    await kith.open("/person/p2");
    await kith.faces("2025").first().tap();
    await expect(picture(page)).toBeVisible();
  }

  test("draws a face and names it", async ({ kith, page }) => {
    await openByTap(kith, page);
    await view(page).getByRole("button", { name: "Draw a face" }).tap();
    // What the foot says then moves the picture, and a finger draws instead of scrolling from the next frames on.
    await expect(view(page).locator(".stage.drawing")).toBeVisible();
    await frames(page, 3);
    await touchDrag(page, await at(page, 0.04, 0.04), await at(page, 0.25, 0.3));
    const field = view(page).getByRole("combobox", { name: "Who is this?" });
    await expect(field).toBeVisible();
    await field.fill("Wanda Wels");
    await page.getByRole("option", { name: /New person “Wanda Wels”/ }).tap();
    await expect(kith.toast("1 face drawn: Wanda Wels")).toBeVisible();
  });

  test("moves and resizes a box that was tapped", async ({ kith, page }) => {
    await openByTap(kith, page);
    const box = view(page).locator("button[style][aria-pressed=true]");
    await box.tap();
    await expect(selected(page)).toBeVisible();
    for (const handle of await box.locator("[data-handle]").all()) {
      const size = await handle.boundingBox();
      if (size) expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(44);
    }
    const before = await partOf(page, box);
    const from = middle(before);
    await touchDrag(page, await at(page, ...from), await at(page, from[0] + 0.1, from[1] + 0.1));
    await expect(kith.toast("1 box changed")).toBeVisible();
    const moved = await partOf(page, box);
    expect(moved.x).toBeCloseTo(before.x + 0.1, 1);
    expect(moved.w).toBeCloseTo(before.w, 2);
    const corner = await box.locator("[data-handle=se]").boundingBox();
    if (!corner) throw new Error("no corner");
    const grip: [number, number] = [corner.x + corner.width / 2, corner.y + corner.height / 2];
    await touchDrag(page, grip, [grip[0] + 30, grip[1] + 20]);
    await expect(kith.toast("2 boxes changed")).toBeVisible();
    expect((await partOf(page, box)).w).toBeGreaterThan(moved.w + 0.04);
  });

  test("a swipe over a box that is not selected shows the next photo", async ({ kith, page }) => {
    await openByTap(kith, page);
    const shown = (await picture(page).getAttribute("alt")) ?? "";
    const box = await partOf(page, view(page).locator("button[style][aria-pressed=true]"));
    const [x, y] = await at(page, ...middle(box));
    await touchDrag(page, [x, y], [x - 150, y]);
    await expect(picture(page)).not.toHaveAttribute("alt", shown);
  });
});
