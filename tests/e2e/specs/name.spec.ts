import { expect, test } from "../fixtures.ts";

test("names a whole group by typing a new name", async ({ kith, page }) => {
  await kith.open("/unknown");
  const cards = page.getByRole("listitem", { name: /^Group of/ });
  await expect(cards).toHaveCount(6);
  const count = Number(/\d+/.exec((await cards.first().getAttribute("aria-label")) ?? "")?.[0]);
  expect(count).toBeGreaterThan(7);

  await cards.first().getByRole("combobox").fill("Otto Lang");
  await expect(page.getByRole("option", { name: /New person/ })).toBeVisible();
  await page.keyboard.press("Enter");

  await expect(cards).toHaveCount(5);
  await expect(kith.toast(`${count} confirmed as Otto Lang`)).toBeVisible();
  await kith.person("Otto Lang").click();
  await expect(kith.heading("Otto Lang")).toBeVisible();
  await expect(page.getByText(`${count} faces`, { exact: false }).first()).toBeVisible();
});

test("completes a known name and gives it with Enter", async ({ kith, page }) => {
  await kith.open("/unknown");
  const before = await kith.count(kith.person("Cem Yıldız"), "first");
  const card = page.getByRole("listitem", { name: "Group of 3 faces" });
  await card.getByRole("combobox").fill("yild");
  await expect(page.getByRole("option", { name: /Cem Yıldız/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await kith.done("3 confirmed as Cem Yıldız");
  await expect.poll(() => kith.count(kith.person("Cem Yıldız"), "first")).toBe(before + 3);
});

test("opens a group, takes one face out and names the rest", async ({ kith, page }) => {
  await kith.open("/unknown");
  await page.getByRole("listitem", { name: "Group of 7 faces" }).dblclick({ position: { x: 60, y: 40 } });
  await expect(kith.heading("Who is this?")).toBeVisible();
  const faces = page.locator("main").locator("[role=option]");
  await expect(faces).toHaveCount(7);
  await faces.first().click();
  await page.keyboard.press("i");
  await expect(faces).toHaveCount(6);
  await page.getByRole("combobox", { name: "Name the whole group" }).fill("Mia Roth");
  await page.keyboard.press("Enter");
  await expect(kith.heading("Unknown")).toBeVisible();
  await expect(kith.person("Mia Roth")).toContainText("6");
});

test("asks when somebody would be in one photo twice, and moves the name", async ({ kith, page }) => {
  await kith.open("/person/p3");
  await kith.faces("2025").first().dblclick();
  const view = page.getByRole("dialog", { name: "Photo" });
  await expect(view).toBeVisible();
  const next = page.getByRole("button", { name: "Next photo" });
  const people = view.getByRole("list", { name: "In this photo", exact: true });
  const others = people.getByRole("button", { name: /^(?!Dana Whitfield)/ });
  while ((await others.count()) === 0) await next.click();
  await others.first().click();
  await page.keyboard.press("t");
  await page.getByRole("combobox", { name: "Name" }).fill("Dana Whitfield");
  await page.keyboard.press("Enter");
  const question = page.getByRole("dialog", { name: "Dana Whitfield is already in this photo" });
  await question.getByRole("button", { name: "Move the name here" }).click();
  await expect(question).toBeHidden();
  await expect(kith.toast("1 confirmed as Dana Whitfield")).toBeVisible();
  await expect(view.locator("footer").getByRole("button", { name: "Dana Whitfield", exact: true })).toHaveCount(1);
});

test("refuses the names of the fixed lists and says why", async ({ kith, page }) => {
  await kith.open("/unknown");
  await page
    .getByRole("listitem", { name: /^Group of/ })
    .first()
    .getByRole("combobox")
    .fill("Ignored");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("names of lists");
  await expect(page.getByRole("listitem", { name: /^Group of/ })).toHaveCount(6);
});
