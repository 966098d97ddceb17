import { fileURLToPath } from "node:url";
import { expect, test } from "../fixtures.ts";
import { SIZES, VIEWS } from "../views.ts";

/** Pictures of one day are those of any other. */
const NOW = new Date("2026-01-31T18:30:00Z");
const FOLDER = fileURLToPath(new URL("../../../docs/screens/views/", import.meta.url));

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
