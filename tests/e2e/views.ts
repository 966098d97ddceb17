import type { Page } from "@playwright/test";
import { expect, type Kith } from "./fixtures.ts";

export type View = {
  name: string;
  path: string;
  options?: Parameters<Kith["open"]>[1];
  /** What is done first; by roles and places, so that it works in any language. */
  then?: (page: Page) => Promise<void>;
};

export const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

const continued = (times: number) => async (page: Page) => {
  for (let done = 0; done < times; done++) await page.getByRole("main").getByRole("button").last().click();
};

const photo = async (page: Page) => {
  await page.locator("[role=option]").first().click();
  await page.keyboard.press("Space");
  await expect(page.getByRole("img").first()).toBeVisible();
  const larger = page.getByRole("complementary").getByRole("button").first();
  if (await larger.isVisible()) await larger.click();
};

const enlarged = async (page: Page) => {
  await photo(page);
  for (let times = 0; times < 4; times++) await page.keyboard.press("+");
};

const swept = async (page: Page) => {
  const days = page
    .getByRole("main")
    .locator("section")
    .filter({ has: page.locator("[role=option]").nth(1) });
  await days.first().getByRole("button").first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
};

const ordering = async (page: Page) => {
  await page.locator("button[aria-haspopup=menu]:visible").first().click();
  await expect(page.getByRole("menu")).toBeVisible();
};

const split = async (page: Page) => {
  await selected(page);
  await page.keyboard.press("x");
  await expect(page.getByRole("status").getByRole("button").first()).toBeVisible();
};

const selected = async (page: Page) => {
  await page.locator("[role=option]").nth(0).click();
  await page
    .locator("[role=option]")
    .nth(2)
    .click({ modifiers: ["Shift"] });
};

const decided = async (page: Page) => {
  for (const key of ["Enter", "n", "i"]) {
    await page.locator("[role=option]").first().click();
    await page.keyboard.press(key);
    await expect(page.getByRole("status").last()).not.toBeEmpty();
  }
  await page.keyboard.press("h");
};

/** Trees, which lie below Nature. */
const keyword = async (page: Page, key: string) => {
  await page.getByRole("treeitem", { name: /^Trees/ }).press(key);
  await expect(page.getByRole("dialog")).toBeVisible();
};

const renaming = (page: Page) => keyword(page, "F2");
const deleting = (page: Page) => keyword(page, "Delete");

const merging = async (page: Page) => {
  await keyword(page, "F2");
  await page.getByRole("dialog").getByRole("textbox").fill("birds");
};

const changes = async (page: Page) => {
  await page.getByRole("radio").nth(1).check();
  await page.getByRole("main").getByRole("button", { expanded: false }).click();
  await expect(page.locator("[aria-busy=false] li li").first()).toBeVisible();
};

const several = async (page: Page) => {
  await page.locator("main [role=option]").nth(0).click({ modifiers: ["Control"] });
  await page
    .locator("main [role=option]")
    .nth(3)
    .click({ modifiers: ["Shift"] });
};

/** A word that is given to several photos. */
const severalKeywords = async (page: Page) => {
  await several(page);
  await page.keyboard.press("k");
  await expect(page.getByRole("dialog")).toBeVisible();
};

const leavingOut = async (page: Page) => {
  await page.getByRole("main").locator("button[aria-haspopup=menu]").first().click();
  await page.getByRole("menuitem").last().click();
  await expect(page.getByRole("dialog").getByRole("treeitem").first()).toBeVisible();
};

/** Every view. */
export const VIEWS: View[] = [
  { name: "start-1", path: "/", options: { library: "empty" } },
  { name: "start-2", path: "/", options: { library: "empty" }, then: continued(1) },
  { name: "start-3", path: "/", options: { library: "empty" }, then: continued(2) },
  { name: "people", path: "/" },
  { name: "people-order", path: "/", then: ordering },
  { name: "unknown", path: "/unknown" },
  { name: "unknown-days", path: "/unknown/days" },
  { name: "unknown-sweep", path: "/unknown/days", then: swept },
  { name: "group", path: "/group/g12" },
  { name: "group-split", path: "/group/g12", then: split },
  { name: "person", path: "/person/p0" },
  { name: "person-selected", path: "/person/p0", then: selected },
  { name: "person-photos", path: "/person/p0/photos" },
  { name: "person-years", path: "/person/p0/years" },
  { name: "photo", path: "/person/p0", then: photo },
  { name: "photo-enlarged", path: "/person/p0", then: enlarged },
  { name: "photos", path: "/photos" },
  { name: "photos-selected", path: "/photos", then: several },
  { name: "photos-keywords", path: "/photos", then: severalKeywords },
  { name: "keywords", path: "/keywords" },
  { name: "keyword-rename", path: "/keywords", then: renaming },
  { name: "keyword-merge", path: "/keywords", then: merging },
  { name: "keyword-delete", path: "/keywords", then: deleting },
  { name: "unconfirmed", path: "/unconfirmed" },
  { name: "questions", path: "/questions" },
  { name: "ignored", path: "/ignored" },
  { name: "contradictions", path: "/contradictions", options: { files: "told" } },
  { name: "scan", path: "/scan", options: { scan: "running" } },
  { name: "scan-leave-out", path: "/scan", then: leavingOut },
  { name: "settings", path: "/settings", options: { files: "told" } },
  { name: "settings-changes", path: "/settings", options: { files: "told" }, then: changes },
  { name: "history", path: "/person/p0", then: decided },
  { name: "keys", path: "/person/p0", then: (page) => page.keyboard.press("?") },
];
