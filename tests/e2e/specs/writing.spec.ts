import type { Page } from "@playwright/test";
import { expect, test, type Kith } from "../fixtures.ts";

type Options = { files?: "told"; writing?: "fails" };

/** Chooses sidecars, or another place, and returns how many files wait then. */
async function chosen(
  kith: Kith,
  page: Page,
  options: Options = {},
  place = "Write a small file beside each photo",
): Promise<number> {
  await kith.open("/settings", options);
  await page.getByRole("radio", { name: place }).check();
  const waiting = page.getByRole("main").getByText(/^[\d,]+ files wait to be written/);
  await expect(waiting).toBeVisible();
  return Number((await waiting.innerText()).match(/\d+/)?.[0]);
}

test("shows what would change, file by file, and changes nothing by that", async ({ kith, page }) => {
  const waiting = await chosen(kith, page);
  await page.getByRole("button", { name: "Show what would change" }).click();
  const list = page.getByRole("region", { name: "What would change" });
  await expect(list.getByText(/is added$/).first()).toBeVisible();
  await expect(list.getByText(/^in .*\.xmp$/)).toHaveCount(20);
  await list.getByRole("button", { name: `Show more (${waiting - 20} left)` }).click();
  await expect(list.getByText(/^in .*\.xmp$/)).toHaveCount(40);
  await page.getByRole("button", { name: "Hide what would change" }).click();
  await expect(list).toBeHidden();
  await expect(page.getByRole("main").getByText(`${waiting} files wait to be written`)).toBeVisible();
});

test("writes with progress; a name more waits again", async ({ kith, page }) => {
  const waiting = await chosen(kith, page);
  await page.getByRole("button", { name: "Write now" }).click();
  await expect(page.getByRole("progressbar", { name: "Progress of the writing" })).toBeVisible();
  await expect(page.getByText(`${waiting} files written.`)).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText("Every file says what Kith knows.")).toBeVisible();
  await kith.person("Anna Berg").click();
  await page
    .getByRole("option", { name: /Suggested/ })
    .first()
    .click();
  await page.keyboard.press("Enter");
  await kith.done("1 confirmed as Anna Berg");
  await page.getByRole("link", { name: /^Settings.*1 to write/ }).click();
  await expect(page.getByRole("main").getByText("1 file waits to be written")).toBeVisible();
});

test("can be stopped; what is written stays", async ({ kith, page }) => {
  const waiting = await chosen(kith, page);
  await page.getByRole("button", { name: "Write now" }).click();
  await expect(page.getByText(/^[1-9]\d* of \d+ files$/)).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  const status = page.getByRole("main").getByText(/^\d+ files wait to be written/);
  await expect(status).toContainText(/[1-9]\d* files written\./);
  const left = async () => Number((await status.innerText()).match(/\d+/)?.[0]);
  await expect.poll(left).toBeLessThan(waiting);
  expect(await left()).toBeGreaterThan(0);
});

test("keeps the keyboard where names are written, whatever buttons come and go", async ({ kith, page }) => {
  await chosen(kith, page, { files: "told" });
  const part = page.getByRole("region", { name: "To be written" });
  const status = part.getByRole("status");
  await part.getByRole("button", { name: "Write now" }).focus();
  await page.keyboard.press("Enter");
  await expect(part.getByRole("button", { name: "Stop" })).toBeVisible();
  await expect(status).toBeFocused();
  await expect(part.getByRole("button", { name: "Try all again" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(part.getByRole("button", { name: "Stop" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(status).toBeFocused();
  await expect(status).toContainText("Stopped. The other files wait.");
  await part.getByRole("button", { name: "Try all again" }).focus();
  await page.keyboard.press("Enter");
  await expect(part.getByRole("button", { name: "Try all again" })).toBeHidden();
  await expect(status).toBeFocused();
});

test("says that a writing ended before its end, and what becomes of the rest", async ({ kith, page }) => {
  await chosen(kith, page, { writing: "fails" });
  await page.getByRole("button", { name: "Write now" }).click();
  await expect(page.getByText("8 files written.")).toBeVisible();
  await expect(page.getByText(/^Something went wrong, and the other files wait\./)).toBeVisible();
  await expect(page.getByRole("button", { name: "Write now" })).toBeEnabled();
});

test("lists what could not be written, and tries it again", async ({ kith, page }) => {
  await chosen(kith, page, { files: "told" });
  await page.getByRole("button", { name: "Write now" }).click();
  const stopped = page.getByRole("region", { name: "2 files could not be written" });
  await expect(stopped).toBeVisible();
  await expect(stopped.getByText("The file or its folder must not be written.").first()).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Progress of the writing" })).toBeHidden({ timeout: 45_000 });
  await stopped
    .getByRole("button", { name: /^Try again/ })
    .first()
    .click();
  await expect(page.getByRole("region", { name: "1 file could not be written" })).toBeVisible();
  await page.getByRole("button", { name: "Try all again" }).click();
  await expect(page.getByRole("region", { name: /could not be written$/ })).toBeHidden();
});

test("offers a file beside what cannot be written into, for one and for all", async ({ kith, page }) => {
  await chosen(kith, page, { files: "told" }, "Write into the photos");
  await page.getByRole("button", { name: "Write now" }).click();
  const stopped = page.getByRole("region", { name: "4 files could not be written" });
  await expect(stopped).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Progress of the writing" })).toBeHidden({ timeout: 45_000 });
  const beside = page.getByRole("button", { name: /^Write a file beside it: / });
  await expect(beside).toHaveCount(2);
  await page.getByRole("button", { name: "Try all again" }).click();
  await expect(page.getByRole("region", { name: "2 files could not be written" })).toBeVisible();
  await expect(page.getByText("It could not be changed without harm.")).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Write files beside 2 photos" })).toBeVisible();
  await beside.first().click();
  await expect(page.getByRole("region", { name: "1 file could not be written" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Write files beside/ })).toBeHidden();
  await beside.click();
  await expect(page.getByText("Every file says what Kith knows.")).toBeVisible();

  // Another place, and it is chosen anew.
  await page.getByRole("radio", { name: "Write a small file beside each photo" }).check();
  await page.getByRole("radio", { name: "Write into the photos" }).check();
  await page.getByRole("button", { name: "Write now" }).click();
  await expect(page.getByRole("progressbar", { name: "Progress of the writing" })).toBeHidden({ timeout: 45_000 });
  await page.getByRole("button", { name: "Write files beside 2 photos" }).click();
  await expect(page.getByText("Every file says what Kith knows.")).toBeVisible();
});

test("contradictions wait in the left column; one is settled and taken back", async ({ kith, page }) => {
  await kith.open("/", { files: "told" });
  await page.getByRole("link", { name: /^Contradictions/ }).click();
  const section = page.getByRole("region", { name: "Another name" });
  await expect(section.getByRole("listitem")).toHaveCount(4);
  const first = section.getByRole("listitem").first();
  await expect(first).toContainText("You said Ben Okafor");
  await expect(first).toContainText("The file says Benjamin Okafor");
  await first.getByRole("button", { name: /^Take the file’s/ }).click();
  await expect(section.getByRole("listitem")).toHaveCount(3);
  await expect(kith.person("Benjamin Okafor")).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(kith.person("Benjamin Okafor")).toBeHidden();
  await expect(section.getByRole("listitem")).toHaveCount(4);
});

test("all contradictions of a kind are settled at once, by keyboard", async ({ kith, page }) => {
  await kith.open("/contradictions", { files: "told" });
  await page.getByRole("button", { name: "Keep Kith’s for all 4" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Another name" })).toBeHidden();
  await expect(kith.toast("What you said stays for 4 faces")).toBeVisible();
  await expect(page.getByRole("heading", { name: /^The name is gone/ })).toBeFocused();
  const keep = page.getByRole("button", { name: /^Keep Kith’s:/ });
  await expect(keep).toHaveCount(2);
  await keep.first().focus();
  await page.keyboard.press("Enter");
  await expect(keep).toHaveCount(1);
  await expect(keep.first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("No contradictions")).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("contradictions are reached from People and settled by a tap", async ({ kith, page }) => {
    await kith.open("/", { files: "told" });
    await page.getByRole("link", { name: /^Contradictions/ }).tap();
    const gone = page.getByRole("region", { name: "The name is gone" });
    await gone.getByRole("button", { name: /^Take the file’s/ }).tap();
    await expect(gone).toBeHidden();
    await expect(kith.toast("What the files say holds for 1 face")).toBeVisible();
  });

  test("writes", async ({ kith, page }) => {
    const waiting = await chosen(kith, page);
    await page.getByRole("button", { name: "Write now" }).tap();
    await expect(page.getByText(`${waiting} files written.`)).toBeVisible({ timeout: 45_000 });
  });
});
