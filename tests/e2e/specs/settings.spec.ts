import { expect, test } from "../fixtures.ts";

test("opens from the foot of the left column", async ({ kith, page }) => {
  await kith.open("/");
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(kith.heading("Settings")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Keep names in Kith only" })).toBeChecked();
  await expect(page.getByRole("heading", { name: "To be written" })).toBeHidden();
});

test("keeps the choice, and is worked by keyboard alone", async ({ kith, page }) => {
  await kith.open("/settings");
  await page.getByRole("radio", { name: "Keep names in Kith only" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "Write a small file beside each photo" })).toBeChecked();
  const automatic = page.getByRole("switch", { name: "Write by itself" });
  await expect(automatic).not.toBeChecked();
  await automatic.focus();
  await page.keyboard.press("Space");
  await expect(automatic).toBeChecked();
  const keywords = page.getByRole("switch", { name: "Names as keywords too" });
  await expect(keywords).not.toBeChecked();
  await keywords.press("Space");
  await expect(keywords).toBeChecked();
  await page.evaluate(() => (window.location.hash = "#/"));
  await expect(kith.heading("People")).toBeVisible();
  await page.getByRole("link", { name: /^Settings/ }).click();
  await expect(page.getByRole("radio", { name: "Write a small file beside each photo" })).toBeChecked();
  await expect(automatic).toBeChecked();
  await expect(keywords).toBeChecked();
});

test("is dark or light whatever the system is, also the next time", async ({ kith, page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await kith.open("/settings");
  await page.getByRole("radio", { name: "Dark" }).check();
  expect(await background()).toBe("rgb(22, 22, 24)");
  await page.reload();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
  expect(await background()).toBe("rgb(22, 22, 24)");
  await page.getByRole("radio", { name: "Like the system" }).check();
  expect(await background()).toBe("rgb(250, 250, 249)");
});

test("speaks another language at once, and also the next time", async ({ kith, page }) => {
  await kith.open("/settings");
  await page.getByRole("radio", { name: "System", exact: true }).press("ArrowDown");
  await page.getByRole("radio", { name: "English" }).press("ArrowDown");
  await expect(kith.heading("Einstellungen")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Deutsch" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Deutsch" })).toBeFocused();
  await expect(page.getByRole("radio", { name: "Namen nur in Kith" })).toBeChecked();
  await expect(page.getByRole("navigation", { name: "Personen" }).getByText("Unbekannt")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.reload();
  await expect(kith.heading("Einstellungen")).toBeVisible();
  await page.getByRole("radio", { name: "System", exact: true }).check();
  await expect(kith.heading("Settings")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test.describe("where the system speaks German", () => {
  test.use({ locale: "de-AT" });

  test("so does Kith, with the names of the keys", async ({ kith, page }) => {
    await kith.open("/person/p0");
    await expect(page.getByRole("button", { name: /^Alle \d+ bestätigen$/ }).first()).toBeVisible();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Tastenkürzel" })).toContainText("Eingabetaste");
  });
});

test("takes in people with progress and says what came of it", async ({ kith, page }) => {
  await kith.open("/settings");
  await page.getByRole("button", { name: "From digiKam…" }).click();
  await expect(page.getByRole("progressbar", { name: "Progress of taking in names" })).toBeVisible();
  await expect(page.getByText("9 names and faces taken in, from 8 photos.")).toBeVisible();
  await expect(page.getByText("3 photos are not in Kith.")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Contradictions" }).click();
  await expect(kith.heading("Contradictions")).toBeVisible();
});

test("names the file that cannot be read, and the reason", async ({ kith, page }) => {
  await kith.open("/settings", { digikam: "broken" });
  await page.getByRole("button", { name: "From digiKam…" }).click();
  await expect(page.getByText(/digikam4\.db cannot be read: file is not a database/)).toBeVisible();
});

test("gives out people and faces", async ({ kith, page }) => {
  await kith.open("/settings");
  await page.getByRole("button", { name: "As a table (CSV)…" }).click();
  await expect(page.getByText(/lines written to \/home\/you\/kith-people\.csv/)).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("is reached from People, and Back leads there", async ({ kith, page }) => {
    await kith.open("/");
    await page.getByRole("link", { name: /^Settings/ }).tap();
    await expect(kith.heading("Settings")).toBeVisible();
    await page.getByRole("radio", { name: "Write into the photos" }).tap();
    await expect(page.getByRole("heading", { name: "To be written" })).toBeVisible();
    await page.getByRole("link", { name: "All people" }).tap();
    await expect(page.getByRole("link", { name: /files wait to be written/ })).toBeVisible();
  });
});

test("says what each choice would do with the faces that are confirmed, and suggests no more than was chosen", async ({
  kith,
  page,
}) => {
  await kith.open("/settings");
  const choices = page.getByRole("radiogroup", { name: "When a name is suggested" });
  await expect(choices.getByText(/On your faces: \d+ right, \d+ wrong, \d+ without a name\./)).toHaveCount(3);
  await expect(page.getByText(/Kith looked at [\d,]+ faces that you confirmed/)).toBeVisible();

  const suggested = async () => {
    await page.evaluate(() => (window.location.hash = "#/unconfirmed"));
    const count = page.getByText(/^[\d,]+ suggested\. Nothing counts/);
    return parseInt((await count.innerText()).replaceAll(",", ""), 10);
  };
  const before = await suggested();
  await page.evaluate(() => (window.location.hash = "#/settings"));
  await choices.getByRole("radio", { name: "Only when it is almost surely right" }).check();
  await expect.poll(suggested).toBeLessThan(before);
});

test("chooses from which level of the battery on a scan waits", async ({ kith, page }) => {
  await kith.open("/settings");
  const level = page.getByRole("combobox", { name: "A scan waits on battery" });
  await expect(level).toHaveValue("20");
  await level.selectOption("Below 30%");
  await expect(level).toHaveValue("30");
  await page.getByRole("navigation", { name: "People" }).getByRole("link", { name: "Photos" }).click();
  await page.goBack();
  await expect(level).toHaveValue("30");
});
