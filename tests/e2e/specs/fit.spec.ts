import { expect, test } from "../fixtures.ts";
import { misfits } from "../misfits.ts";
import { SIZES, VIEWS } from "../views.ts";

/** German words are longer than English ones. */
const languages = { "en-GB": "English", "de-DE": "German" };

for (const [locale, language] of Object.entries(languages)) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test.describe(`${language}, ${size}`, () => {
      test.use({ locale, viewport });

      for (const { name, path, options, then } of VIEWS) {
        test(`${name} fits, read from either side`, async ({ kith, page }) => {
          await kith.open(path, options);
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
          await then?.(page);
          await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
          await expect.poll(() => misfits(page)).toEqual([]);
          await page.evaluate(() => (document.documentElement.dir = "rtl"));
          await expect.poll(() => misfits(page)).toEqual([]);
        });
      }
    });
  }
}
