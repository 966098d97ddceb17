import { expect, test } from "../fixtures.ts";

test("starts empty, takes a folder, and fills while it scans", async ({ kith, page }) => {
  await kith.open("/", { library: "empty" });
  await expect(kith.heading("Who is in your photos?")).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: /^Choose folders/ }).click();
  await expect(kith.heading("Unknown")).toBeVisible();
  const bar = page.getByRole("progressbar", { name: "Progress of the scan" });
  await expect(bar).toBeVisible();
  await expect(page.getByRole("listitem", { name: /^Group of/ }).first()).toBeVisible();
  await expect(bar).toBeVisible();

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText(/Paused/)).toBeVisible();
  const stopped = await bar.getAttribute("aria-valuenow");
  await page.waitForTimeout(500);
  expect(await bar.getAttribute("aria-valuenow")).toBe(stopped);

  await page
    .getByRole("listitem", { name: /^Group of/ })
    .first()
    .getByRole("combobox")
    .fill("Early Bird");
  await page.keyboard.press("Enter");
  await expect(kith.person("Early Bird")).toBeVisible();

  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("Up to date")).toBeVisible({ timeout: 45_000 });
  await expect(kith.person("Early Bird")).toBeVisible();
});

test("lists what could not be read, with the reason", async ({ kith, page }) => {
  await kith.open("/scan");
  await page.getByRole("main").getByRole("button", { name: "3 files not readable" }).click();
  const dialog = page.getByRole("dialog", { name: "Files that could not be read" });
  await expect(dialog.getByRole("listitem")).toHaveCount(3);
  await expect(dialog).toContainText("Permission denied.");
});

test("can be cancelled", async ({ kith, page }) => {
  await kith.open("/scan", { scan: "running" });
  await page.getByRole("main").getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("main").getByText("Scan cancelled")).toBeVisible();
  await expect(page.getByRole("main").getByRole("button", { name: "Scan again" })).toBeVisible();
});

test("waits on a battery that is low, says so, and goes on when asked", async ({ kith, page }) => {
  await kith.open("/scan", { scan: "held" });
  const main = page.getByRole("main");
  await expect(main.getByText("Waiting · battery at 14%")).toBeVisible();
  await main.getByRole("button", { name: "Go on anyway" }).click();
  await expect(main.getByText(/Looking for faces/)).toBeVisible();
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])
  test(`says whom it found, at a width of ${viewport.width}`, async ({ kith, page }) => {
    await page.setViewportSize(viewport);
    await kith.open("/scan", { scan: "running" });
    await expect(page.getByRole("main").getByText("Up to date")).toBeVisible({ timeout: 45_000 });
    const notice = page.getByRole("status").filter({ hasText: "Found: " });
    await expect(notice).toBeVisible();
    await notice.getByRole("link").first().click();
    await expect(kith.heading(/Unconfirmed|Unknown/)).toBeVisible();
    await expect(notice).toBeHidden();
  });
