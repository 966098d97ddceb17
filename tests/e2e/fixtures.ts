import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { serveDist } from "./serve.ts";

type Options = {
  library?: "empty" | "large";
  scan?: "running" | "held";
  files?: "told";
  writing?: "fails";
  copies?: "slow" | "fails" | "full";
  digikam?: "broken";
  pictures?: "none";
  latency?: number;
};

/** The page as a person sees it: by roles and words, not by classes. */
export class Kith {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  async open(path: string, options: Options = {}): Promise<void> {
    const query = new URLSearchParams(Object.entries(options).map(([key, value]) => [key, String(value)]));
    await this.page.goto(`${this.#url}?${query}#${path}`);
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole("heading", { level: 1, name });
  }

  /** The cells of one section: a person's suggestions, a year, the faces alone. */
  faces(section: string | RegExp): Locator {
    return this.page.getByRole("listbox", { name: section }).locator("[role=option]");
  }

  person(name: string): Locator {
    return this.page.getByRole("navigation", { name: "People" }).getByRole("link", { name });
  }

  fixed(name: "Unknown" | "Unconfirmed" | "Ignored"): Locator {
    return this.page.getByRole("navigation", { name: "People" }).getByRole("link", { name: new RegExp(`^${name}`) });
  }

  bar(): Locator {
    return this.page.getByRole("group", { name: "What to do with the selected faces" });
  }

  toast(text: string | RegExp): Locator {
    return this.page.getByRole("status").filter({ hasText: text });
  }

  /** The number in a link of the left column; a person's first is the suggestions, if there are any. */
  async count(link: Locator, nth: "first" | "last" = "last"): Promise<number> {
    await expect(link).toHaveText(/\d/, { useInnerText: true });
    const numbers = (await link.innerText()).match(/\d+/g) ?? ["0"];
    return Number(nth === "first" ? numbers[0] : numbers.at(-1));
  }

  /** Waits for the toast; says "both" should somebody be in a photo twice. */
  async done(text: string | RegExp): Promise<void> {
    const question = this.page.getByRole("dialog", { name: /already in this photo/ });
    const toast = this.toast(text);
    await expect(question.or(toast)).toBeVisible();
    if (await question.isVisible()) {
      const forAll = question.getByRole("checkbox");
      if (await forAll.isVisible()) await forAll.check();
      await question.getByRole("button", { name: /^Both are/ }).click();
    }
    await expect(toast).toBeVisible();
  }

  async dragTo(source: Locator, target: Locator, release = true): Promise<void> {
    for (const end of [source, target]) await end.evaluate((it) => it.scrollIntoView({ block: "center" }));
    const [from, to] = [await source.boundingBox(), await target.boundingBox()];
    if (!from || !to) throw new Error("nothing to drag");
    await this.page.mouse.move(from.x + from.width / 2, from.y + from.height / 3);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + from.width / 2 - 20, from.y + from.height / 3 + 10, { steps: 3 });
    await this.page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
    if (release) await this.page.mouse.up();
  }
}

type Fixtures = { kith: Kith };
type WorkerFixtures = { server: string };

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      const { url, close } = await serveDist();
      await use(url);
      close();
    },
    { scope: "worker" },
  ],

  /** Fails a test whose page wrote an error or a warning, threw, or asked for something from outside. */
  kith: async ({ page, server }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("requestfailed", (request) => complaints.push(`failed: ${request.url().slice(0, 100)}`));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(server) && !url.startsWith("data:")) complaints.push(`from outside: ${url.slice(0, 100)}`);
    });
    await use(new Kith(page, server));
    expect(complaints).toEqual([]);
  },
});

export { expect };
