import type { Page } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { expect, test, type Kith } from "../fixtures.ts";

type View = { name: string; path: string; options?: Parameters<Kith["open"]>[1]; then?: (page: Page) => Promise<void> };

/** Pictures of one day are those of any other. */
const NOW = new Date("2026-01-31T18:30:00Z");
const FOLDER = fileURLToPath(new URL("../../../docs/screens/views/", import.meta.url));

const continued = (times: number) => async (page: Page) => {
  for (let done = 0; done < times; done++) await page.getByRole("button", { name: "Continue" }).click();
};

const photo = async (page: Page) => {
  await page.getByRole("option").first().click();
  await page.keyboard.press("Space");
  const larger = page.getByRole("button", { name: "Larger" });
  await expect(page.getByRole("img").first()).toBeVisible();
  if (await larger.isVisible()) await larger.click();
};

const selected = async (page: Page) => {
  await page.getByRole("option").nth(0).click();
  await page.getByRole("option").nth(2).click({ modifiers: ["Shift"] });
};

const decided = async (page: Page) => {
  for (const key of ["Enter", "n", "i"]) {
    await page.getByRole("option", { name: /Suggested/ }).first().click();
    await page.keyboard.press(key);
    await expect(page.getByRole("status")).not.toBeEmpty();
  }
  await page.keyboard.press("h");
};

const changes = async (page: Page) => {
  await page.getByRole("radio", { name: "Write a small file beside each photo" }).check();
  await page.getByRole("button", { name: "Show what would change" }).click();
  await expect(page.getByText(/is added$/).first()).toBeVisible();
};

/** Every view, and what is done before its picture is taken. */
const VIEWS: View[] = [
  { name: "start-1", path: "/", options: { library: "empty" } },
  { name: "start-2", path: "/", options: { library: "empty" }, then: continued(1) },
  { name: "start-3", path: "/", options: { library: "empty" }, then: continued(2) },
  { name: "people", path: "/" },
  { name: "unknown", path: "/unknown" },
  { name: "group", path: "/group/g12" },
  { name: "person", path: "/person/p0" },
  { name: "person-selected", path: "/person/p0", then: selected },
  { name: "person-photos", path: "/person/p0/photos" },
  { name: "photo", path: "/person/p0", then: photo },
  { name: "photos", path: "/photos" },
  { name: "unconfirmed", path: "/unconfirmed" },
  { name: "questions", path: "/questions" },
  { name: "ignored", path: "/ignored" },
  { name: "contradictions", path: "/contradictions", options: { files: "told" } },
  { name: "scan", path: "/scan", options: { scan: "running" } },
  { name: "settings", path: "/settings", options: { files: "told" } },
  { name: "settings-changes", path: "/settings", options: { files: "told" }, then: changes },
  { name: "history", path: "/person/p0", then: decided },
  { name: "keys", path: "/person/p0", then: (page) => page.keyboard.press("?") },
];

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const colorScheme of ["light", "dark"] as const) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test.describe(`${size} ${colorScheme}`, () => {
      test.use({ colorScheme, viewport });

      for (const { name, path, options, then } of VIEWS) {
        test(name, async ({ kith, page }) => {
          await page.clock.setFixedTime(NOW);
          await kith.open(path, options);
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
          await then?.(page);
          await page.mouse.move(0, 0);
          await page.waitForLoadState("networkidle");
          await page.screenshot({ path: `${FOLDER}${name}-${size}-${colorScheme}.jpg`, type: "jpeg", quality: 70 });
        });
      }
    });
  }
}
