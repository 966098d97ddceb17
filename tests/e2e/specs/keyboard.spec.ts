import type { Locator } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

const sure = /almost sure/;

async function countOf(faces: Locator): Promise<number> {
  await expect(faces.first()).toBeVisible();
  return faces.count();
}

test("confirms, rejects and undoes by keyboard alone", async ({ kith, page }) => {
  await kith.open("/");
  await expect(kith.heading("People")).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("dana");
  await page.keyboard.press("Enter");
  await expect(kith.heading("Dana Whitfield")).toBeVisible();
  const suggestions = page.getByRole("option", { name: /^Dana Whitfield\? Suggested/ });
  const before = await countOf(suggestions);
  expect(before).toBeGreaterThan(3);

  await expect(suggestions.first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(suggestions).toHaveCount(before - 1);
  await expect(suggestions.first()).toBeFocused();
  await expect(kith.toast("1 confirmed as Dana Whitfield")).toBeVisible();

  await page.keyboard.press("Enter");
  await expect(kith.toast("2 confirmed as Dana Whitfield")).toBeVisible();
  await page.keyboard.press("n");
  await expect(kith.toast("1 not Dana Whitfield")).toBeVisible();
  await expect(suggestions).toHaveCount(before - 3);

  await page.keyboard.press("z");
  await expect(kith.toast("Undone: 1 suggestion rejected")).toBeVisible();
  await expect(suggestions).toHaveCount(before - 2);
  await page.keyboard.press("Shift+Z");
  await expect(suggestions).toHaveCount(before - 3);
  await page.keyboard.press("z");
  await page.keyboard.press("z");
  await page.keyboard.press("z");
  await expect(suggestions).toHaveCount(before);
});

test("extends the selection with Shift and takes all with Ctrl+A", async ({ kith, page }) => {
  await kith.open("/unconfirmed");
  await expect(kith.faces("Anna Berg").first()).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(kith.bar()).toContainText("3 selected");
  await page.keyboard.press("Escape");
  await expect(kith.bar()).toBeHidden();
  await expect(kith.heading("Unconfirmed")).toBeVisible();
  await page.keyboard.press("Control+a");
  const all = await kith.count(kith.fixed("Unconfirmed"));
  await expect(kith.bar()).toContainText(`${all} selected`);
  await page.keyboard.press("Enter");
  await kith.done(`${all} confirmed`);
  await expect(page.getByRole("heading", { name: "Nothing to confirm" })).toBeVisible();
});

test("a key that is held acts once", async ({ kith, page }) => {
  await kith.open("/person/p0");
  await kith.faces(sure).first().click();
  const before = await countOf(page.getByRole("option", { name: /Suggested/ }));
  for (let press = 0; press < 6; press++) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await expect(kith.toast("1 confirmed as Anna Berg")).toBeVisible();
  await expect(page.getByRole("option", { name: /Suggested/ })).toHaveCount(before - 1);
  for (let press = 0; press < 6; press++) await page.keyboard.down("i");
  await page.keyboard.up("i");
  await expect(kith.toast("1 ignored")).toBeVisible();
  await expect(page.getByRole("option", { name: /Suggested/ })).toHaveCount(before - 2);
});

test("the same without a repeat flag, as some platforms send it", async ({ kith, page }) => {
  await kith.open("/person/p0");
  await kith.faces(sure).first().click();
  const before = await countOf(page.getByRole("option", { name: /Suggested/ }));
  await page.evaluate(() => {
    const press = { key: "n", code: "KeyN", bubbles: true, cancelable: true };
    for (let at = 0; at < 5; at++) document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", press));
    document.activeElement?.dispatchEvent(new KeyboardEvent("keyup", press));
  });
  await expect(kith.toast("1 not Anna Berg")).toBeVisible();
  await expect(page.getByRole("option", { name: /Suggested/ })).toHaveCount(before - 1);
});

test("no letter acts while a field has the focus", async ({ kith, page }) => {
  await kith.open("/unknown");
  const ignored = await kith.count(kith.fixed("Ignored"));
  await page
    .getByRole("listitem", { name: /^Group of/ })
    .first()
    .getByRole("combobox")
    .focus();
  await page.keyboard.type("finn z");
  await expect(page.getByRole("option", { name: /New person “finn z”/ })).toBeVisible();
  expect(await kith.count(kith.fixed("Ignored"))).toBe(ignored);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listitem", { name: /^Group of/ })).toHaveCount(6);
});

test("names an unknown face from the keyboard, and a group from its card", async ({ kith, page }) => {
  await kith.open("/unknown");
  const cards = page.getByRole("listitem", { name: /^Group of/ });
  await expect(cards).toHaveCount(6);
  await page.keyboard.press("ArrowDown");
  await expect(cards.first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(cards.first().getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(cards.first()).toBeFocused();

  const focused = kith.faces("Alone").and(page.locator(":focus"));
  const before = await kith.count(kith.fixed("Unknown"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(focused).toHaveCount(1);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Who is this?" });
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("Pia Sand");
  await page.keyboard.press("Enter");
  await expect(kith.person("Pia Sand")).toBeVisible();
  await expect.poll(() => kith.count(kith.fixed("Unknown"))).toBe(before - 1);
  await expect(focused).toHaveCount(1);
});

test("moves faces with M, to Ignored and back", async ({ kith, page }) => {
  await kith.open("/person/p1");
  const year = kith.faces("2025");
  await year.nth(1).click();
  await page.keyboard.press("m");
  await page.getByRole("combobox", { name: "Name" }).fill("ignored");
  await page.keyboard.press("Enter");
  await expect(kith.toast("1 ignored")).toBeVisible();
  await kith.fixed("Ignored").click();
  await expect(kith.heading("Ignored")).toBeVisible();
  await page.locator("main").locator("[role=option]").first().click();
  await kith.bar().getByRole("button", { name: "Bring back" }).click();
  await expect(kith.toast("1 back to Unknown")).toBeVisible();
});

test("shows its keys with ?, and Esc steps back", async ({ kith, page }) => {
  await kith.open("/person/p2");
  await expect(kith.heading("Cem Yıldız")).toBeVisible();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toContainText("Not this person");
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  const panel = page.getByRole("complementary", { name: "Photo" });
  await expect(panel).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(panel).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(kith.heading("People")).toBeVisible();
});
