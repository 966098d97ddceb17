import AxeBuilder from "@axe-core/playwright";
import type { CDPSession, Locator, Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

type Rect = { x: number; y: number; width: number; height: number };

const view = (page: Page) => page.getByRole("dialog", { name: "Photo" });
const picture = (page: Page) => view(page).getByRole("img", { name: /^The photo/ });
const control = (page: Page) => view(page).getByRole("group", { name: "Size of the photo" });
const percent = async (page: Page) => Number((await control(page).getByRole("status").innerText()).replace("%", ""));
const box = (page: Page) => view(page).locator("button[data-box][aria-pressed=true]");

async function rectOf(what: Locator): Promise<Rect> {
  const rect = await what.boundingBox();
  if (!rect) throw new Error("not on the screen");
  return rect;
}

/** Where a point of the screen lies in the picture, in parts of it. */
async function partAt(page: Page, [x, y]: [number, number]): Promise<[number, number]> {
  const whole = await rectOf(picture(page));
  return [(x - whole.x) / whole.width, (y - whole.y) / whole.height];
}

async function partOf(page: Page, what: Locator): Promise<number[]> {
  const [part, whole] = [await rectOf(what), await rectOf(picture(page))];
  return [(part.x - whole.x) / whole.width, (part.y - whole.y) / whole.height, part.width / whole.width];
}

function expectNear(now: readonly number[], before: readonly number[]): void {
  now.forEach((value, at) => expect(value).toBeCloseTo(before[at] ?? NaN, 2));
}

/** A place of the picture on the screen. */
async function at(page: Page, x: number, y: number): Promise<[number, number]> {
  const whole = await rectOf(picture(page));
  return [whole.x + x * whole.width, whole.y + y * whole.height];
}

async function drag(page: Page, from: [number, number], by: [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(from[0] + by[0] / 2, from[1] + by[1] / 2, { steps: 3 });
  await page.mouse.move(from[0] + by[0], from[1] + by[1], { steps: 3 });
  await page.mouse.up();
}

async function readFromTheRight(page: Page): Promise<void> {
  // The page sets its own direction when it starts.
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
}

test.describe("with a mouse", () => {
  async function open(kith: Kith, page: Page): Promise<void> {
    await kith.open("/person/p0");
    await kith.faces("2025").first().dblclick();
    await expect(picture(page)).toBeVisible();
    await expect(control(page)).toBeVisible();
  }

  test("the wheel enlarges what is under the pointer, and boxes stay over their faces", async ({ kith, page }) => {
    await open(kith, page);
    const before = await partOf(page, box(page));
    const size = await percent(page);
    const place = await at(page, 0.5, 0.4);
    await page.mouse.move(...place);
    for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, -100);
    await expect.poll(() => percent(page)).toBeGreaterThan(size * 2.5);
    expectNear(await partAt(page, place), [0.5, 0.4]);
    expectNear(await partOf(page, box(page)), before);
    await page.mouse.wheel(0, 2000);
    await page.mouse.wheel(0, 2000);
    await page.mouse.wheel(0, 2000);
    await expect.poll(() => percent(page)).toBe(size);
  });

  test("a pinch on a trackpad enlarges the photo and not the page", async ({ kith, page }) => {
    await open(kith, page);
    const size = await percent(page);
    await page.mouse.move(...(await at(page, 0.5, 0.5)));
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -40);
    await page.keyboard.up("Control");
    await expect.poll(() => percent(page)).toBeGreaterThan(size * 1.3);
    expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
  });

  test("a double click goes to 100 % and back", async ({ kith, page }) => {
    await open(kith, page);
    const size = await percent(page);
    const place = await at(page, 0.45, 0.4);
    await page.mouse.dblclick(...place);
    await expect.poll(() => percent(page)).toBe(100);
    expectNear(await partAt(page, place), [0.45, 0.4]);
    await page.mouse.dblclick(...place);
    await expect.poll(() => percent(page)).toBe(size);
  });

  test("the second half of a double click in the list enlarges nothing", async ({ kith, page }) => {
    await kith.open("/photos");
    const tile = page.locator("main [data-cell]").nth(8);
    const { x, y, width, height } = await rectOf(tile);
    const place: [number, number] = [x + width / 2, y + height / 2];
    await page.mouse.click(...place);
    await expect(control(page)).toBeVisible();
    const whole = await rectOf(picture(page));
    expect(place[0] > whole.x && place[0] < whole.x + whole.width && place[1] < whole.y + whole.height).toBe(true);
    await page.evaluate(() =>
      document.addEventListener("dblclick", () => document.documentElement.setAttribute("data-double", "")),
    );
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await expect(page.locator("html[data-double]")).toBeAttached();
    expect(await rectOf(picture(page))).toEqual(whole);
    await page.mouse.dblclick(...place);
    await expect.poll(() => percent(page)).toBe(100);
  });

  test("a drag moves the enlarged picture, which never leaves its window", async ({ kith, page }) => {
    await open(kith, page);
    const whole = await rectOf(picture(page));
    const place = await at(page, 0.5, 0.9);
    await page.mouse.dblclick(...place);
    await expect.poll(() => percent(page)).toBe(100);
    const before = await rectOf(picture(page));
    await drag(page, place, [60, -20]);
    const after = await rectOf(picture(page));
    expect(after.x - before.x).toBeCloseTo(60, 0);
    await drag(page, place, [2000, 0]);
    expect((await rectOf(picture(page))).x).toBeLessThanOrEqual(whole.x + 1);
    await drag(page, place, [-2500, 0]);
    const last = await rectOf(picture(page));
    expect(last.x + last.width).toBeGreaterThanOrEqual(whole.x + whole.width - 1);
  });

  test("a drag over a box that is not selected moves the picture, and selects nothing", async ({ kith, page }) => {
    await open(kith, page);
    const face = await rectOf(box(page));
    const middle: [number, number] = [face.x + face.width / 2, face.y + face.height / 2];
    await page.mouse.move(...middle);
    for (let turn = 0; turn < 4; turn++) await page.mouse.wheel(0, -100);
    const before = await rectOf(picture(page));
    await drag(page, middle, [40, 30]);
    await expect.poll(async () => (await rectOf(picture(page))).x - before.x).toBeGreaterThan(30);
    await expect(view(page).getByRole("button", { name: /, the box is selected$/ })).toBeHidden();
  });

  test("a box of an enlarged photo is moved by its own drag", async ({ kith, page }) => {
    await open(kith, page);
    await box(page).click();
    const size = await percent(page);
    await page.keyboard.press("+");
    await page.keyboard.press("+");
    await expect.poll(() => percent(page)).toBeGreaterThan(size * 1.9);
    const face = await rectOf(box(page));
    const middle: [number, number] = [face.x + face.width / 2, face.y + face.height / 2];
    const [part, whole] = [await partOf(page, box(page)), await rectOf(picture(page))];
    await drag(page, middle, [60, 40]);
    await expect(kith.toast("1 box changed")).toBeVisible();
    const now = await rectOf(picture(page));
    expect([now.x, now.y]).toEqual([whole.x, whole.y]);
    const moved = await partOf(page, box(page));
    expect((moved[0] ?? 0) - (part[0] ?? 0)).toBeCloseTo(60 / whole.width, 2);
    expect(moved[2]).toBeCloseTo(part[2] ?? 0, 2);
  });

  test("a small face is drawn where the photo is enlarged, and its field can be seen", async ({ kith, page }) => {
    await open(kith, page);
    await page.mouse.dblclick(...(await at(page, 0.05, 0.95)));
    await expect.poll(() => percent(page)).toBe(100);
    await page.keyboard.press("b");
    const from = await at(page, 0.02, 0.93);
    await drag(page, from, [30, 40]);
    const field = view(page).getByRole("group", { name: "Who is this?" });
    await expect(field).toBeVisible();
    const [asked, window] = [await rectOf(field), await rectOf(view(page))];
    expect(asked.x).toBeGreaterThanOrEqual(window.x);
    expect(asked.y).toBeGreaterThanOrEqual(window.y);
    expect(asked.y + asked.height).toBeLessThanOrEqual((await rectOf(view(page).locator("footer"))).y + 1);
    await page.keyboard.type("Wanda Wels");
    await page.keyboard.press("Enter");
    await expect(kith.toast("1 face drawn: Wanda Wels")).toBeVisible();
    expectNear(await partOf(page, view(page).locator("button[data-box][aria-label='Wanda Wels']")), [0.02, 0.93, 0.02]);
  });

  test("keys enlarge, look around and show all of it again", async ({ kith, page }) => {
    await open(kith, page);
    const size = await percent(page);
    const shown = (await picture(page).getAttribute("alt")) ?? "";
    for (const key of ["+", "=", "+"]) await page.keyboard.press(key);
    await expect.poll(() => percent(page)).toBeGreaterThan(size * 2.7);
    const before = await rectOf(picture(page));
    await page.keyboard.press("ArrowRight");
    await expect.poll(async () => (await rectOf(picture(page))).x).toBeLessThan(before.x - 50);
    await page.keyboard.press("ArrowDown");
    await expect(picture(page)).toHaveAttribute("alt", shown);
    await page.keyboard.press("-");
    await page.keyboard.press("0");
    await expect.poll(() => percent(page)).toBe(size);
    await page.keyboard.press("ArrowRight");
    await expect(picture(page)).not.toHaveAttribute("alt", shown);
  });

  test("an arrow looks to where it points also where the page is read from the right", async ({ kith, page }) => {
    await open(kith, page);
    await readFromTheRight(page);
    const part = await partOf(page, box(page));
    for (const key of ["+", "+", "+"]) await page.keyboard.press(key);
    const before = await rectOf(picture(page));
    expectNear(await partOf(page, box(page)), part);
    await page.keyboard.press("ArrowRight");
    await expect.poll(async () => (await rectOf(picture(page))).x).toBeLessThan(before.x - 50);
  });

  test("the next photo is shown as a whole", async ({ kith, page }) => {
    await open(kith, page);
    const size = await percent(page);
    await control(page).getByRole("button", { name: "Larger" }).click();
    await expect.poll(() => percent(page)).toBeGreaterThan(size);
    const fit = control(page).getByRole("button", { name: "The whole photo" });
    await expect(fit).toHaveAttribute("aria-disabled", "false");
    await view(page).getByRole("button", { name: "Next photo" }).click();
    await expect(fit).toHaveAttribute("aria-disabled", "true");
  });

  test("whoever is chosen beside the photo comes into sight", async ({ kith, page }) => {
    await kith.open("/person/p0");
    await kith.faces("2025").first().dblclick();
    const boxes = view(page).locator("button[data-box]");
    await expect(boxes.first()).toBeVisible();
    while ((await boxes.count()) < 15) await view(page).getByRole("button", { name: "Next photo" }).click();
    const window = { x: 76, y: (await rectOf(picture(page))).y, right: 1440 - 76, bottom: 900 };
    for (let press = 0; press < 5; press++) await page.keyboard.press("+");
    for (const name of ["Anna Berg", "Lena Vogel"]) {
      await view(page).getByRole("list", { name: "In this photo" }).getByRole("button", { name }).first().click();
      const middle = async () => {
        const { x, y, width, height } = await rectOf(box(page));
        return [x + width / 2, y + height / 2];
      };
      await expect.poll(async () => (await middle())[0]).toBeGreaterThan(window.x);
      await expect.poll(async () => (await middle())[0]).toBeLessThan(window.right);
      await expect.poll(async () => (await middle())[1]).toBeGreaterThan(window.y);
      await expect.poll(async () => (await middle())[1]).toBeLessThan(window.bottom);
    }
  });

  test("says what it can do, and that it can do no more", async ({ kith, page }) => {
    await open(kith, page);
    const button = (name: string) => control(page).getByRole("button", { name });
    await expect(button("Smaller")).toHaveAttribute("aria-disabled", "true");
    await expect(button("The whole photo")).toHaveAttribute("aria-disabled", "true");
    await button("Larger").click();
    await expect(button("Smaller")).toHaveAttribute("aria-disabled", "false");
    await button("The whole photo").press("Enter");
    await expect(button("The whole photo")).toBeFocused();
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByText("Enlarge the photo, make it smaller, show all of it")).toBeVisible();
  });
});

test.describe("with fingers", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  type Touch = { x: number; y: number };
  const send = (client: CDPSession, type: "touchStart" | "touchMove" | "touchEnd", touchPoints: Touch[]) =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints });

  async function open(kith: Kith, page: Page): Promise<CDPSession> {
    await kith.open("/person/p2");
    await kith.faces("2025").first().tap();
    await expect(picture(page)).toBeVisible();
    await expect(control(page)).toBeVisible();
    return page.context().newCDPSession(page);
  }

  async function pinch(page: Page, client: CDPSession): Promise<void> {
    const [x, y] = await at(page, 0.5, 0.5);
    const pair = (apart: number) => [
      { x: x - apart, y },
      { x: x + apart, y },
    ];
    await send(client, "touchStart", pair(30).slice(0, 1));
    await send(client, "touchStart", pair(30));
    for (const apart of [50, 80, 100]) await send(client, "touchMove", pair(apart));
    await send(client, "touchEnd", []);
  }

  test("two fingers enlarge the photo and not the page, and one moves it", async ({ kith, page }) => {
    const client = await open(kith, page);
    const [size, before] = [await percent(page), await partOf(page, box(page))];
    const shown = (await picture(page).getAttribute("alt")) ?? "";
    await pinch(page, client);
    await expect.poll(() => percent(page)).toBeGreaterThan(size * 2.5);
    expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
    expectNear(await partOf(page, box(page)), before);
    const whole = await rectOf(picture(page));
    const [x, y] = await at(page, 0.5, 0.5);
    await send(client, "touchStart", [{ x, y }]);
    for (const by of [20, 50, 90]) await send(client, "touchMove", [{ x: x - by, y }]);
    await send(client, "touchEnd", []);
    await expect.poll(async () => (await rectOf(picture(page))).x).toBeLessThan(whole.x - 60);
    await expect(picture(page)).toHaveAttribute("alt", shown);
  });

  test("a swipe pulls the next photo in from the side on which it is", async ({ kith, page }) => {
    const client = await open(kith, page);
    const shown = (await picture(page).getAttribute("alt")) ?? "";
    const swipe = async (by: number) => {
      const [x, y] = await at(page, 0.5, 0.95);
      await send(client, "touchStart", [{ x: x - by / 2, y }]);
      await send(client, "touchMove", [{ x: x + by / 2, y }]);
      await send(client, "touchEnd", []);
    };
    await swipe(-140);
    await expect(picture(page)).not.toHaveAttribute("alt", shown);
    const next = (await picture(page).getAttribute("alt")) ?? "";
    await swipe(140);
    await expect(picture(page)).toHaveAttribute("alt", shown);
    await readFromTheRight(page);
    await swipe(140);
    await expect(picture(page)).toHaveAttribute("alt", next);
  });

  test("a double tap goes to 100 % and back", async ({ kith, page }) => {
    await open(kith, page);
    const size = await percent(page);
    const tap = async () => page.touchscreen.tap(...(await at(page, 0.5, 0.95)));
    await tap();
    await tap();
    await expect.poll(() => percent(page)).toBe(100);
    await control(page).getByRole("button", { name: "The whole photo" }).tap();
    await expect.poll(() => percent(page)).toBe(size);
  });

  test("two fingers enlarge also while a face is drawn, and nothing is drawn by them", async ({ kith, page }) => {
    const client = await open(kith, page);
    const size = await percent(page);
    await view(page).getByRole("button", { name: "Draw a face" }).tap();
    await expect(view(page).locator(".stage.drawing")).toBeVisible();
    const boxes = await view(page).locator("button[data-box], .draft").count();
    await pinch(page, client);
    await expect.poll(() => percent(page)).toBeGreaterThan(size * 2);
    await expect(view(page).locator("button[data-box], .draft")).toHaveCount(boxes);
    await expect(view(page).locator(".stage.drawing")).toBeVisible();
  });

  test("its buttons are large enough for a finger", async ({ kith, page }) => {
    await open(kith, page);
    for (const button of await control(page).getByRole("button").all()) {
      const { width, height } = await rectOf(button);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
  });
});
