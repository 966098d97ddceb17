// The page as a person sees it: words, numbers, pictures and places on the screen.

import assert from "node:assert/strict";

import { eventually } from "./app.mjs";
import { KEYS } from "./webdriver.mjs";

/** How long something may take that is tried again when it fails. */
const BRIEFLY_MS = 5_000;

export class Page {
  #session;

  constructor(session) {
    this.#session = session;
  }

  /** Waits until the scan that was started has ended. */
  scanned() {
    return eventually(async () => {
      assert.equal(await this.#text('section[aria-label="Scan"] strong'), "Up to date");
    });
  }

  /** What is said about the library while nothing is scanned: photos and faces. */
  summary() {
    return this.#text('section[aria-label="Scan"] a span');
  }

  /** Opens one of the three states of faces, or the questions. */
  async open(page) {
    await eventually(() => this.#session.click(`nav a[href="#/${page}"]`));
    await this.#headed(page[0].toUpperCase() + page.slice(1));
  }

  /** Opens a group; fails soon if it is not there, for groups change while the app thinks. */
  async openGroup(group) {
    await eventually(() => this.#session.click(`main a[href="#/group/${group}"]`), BRIEFLY_MS);
    await this.#headed("Who is this?", BRIEFLY_MS);
  }

  async openPerson(name) {
    const { id } = await eventually(async () => {
      const person = (await this.people()).find((other) => other.name === name);
      assert.ok(person, `${name} is not in the list`);
      return person;
    });
    await eventually(() => this.#session.click(`nav a[data-drop="person:${id}"]`));
    await this.#headed(name);
  }

  /** Everybody in the left column. */
  people() {
    return this.#session.evaluate(`() => [...document.querySelectorAll('nav a[data-drop^="person:"]')].map((row) => {
      const number = (css) => Number(row.querySelector(css)?.firstChild.textContent.replace(/\\D/g, "") ?? 0);
      return {
        id: row.dataset.drop.slice("person:".length),
        name: row.querySelector(".name").textContent,
        confirmed: number(".count"),
        suggested: number(".suggested"),
      };
    })`);
  }

  /** The number beside Unknown, Unconfirmed and Ignored. */
  async counts() {
    return this.#session.evaluate(`() => Object.fromEntries(["unknown", "unconfirmed", "ignored"].map((name) => {
      const count = document.querySelector('nav a[href="#/' + name + '"] .count');
      return [name, Number(count?.textContent.replace(/\\D/g, "") ?? 0)];
    }))`);
  }

  /** The groups of unknown faces: number of faces and place in the list. */
  groups() {
    return this.#session.evaluate(`() => [...document.querySelectorAll('main [role="listitem"]')].map((card) => ({
      id: card.dataset.cell,
      count: Number(card.querySelector("a.count").textContent.replace(/\\D/g, "")),
    }))`);
  }

  /** The faces of the page that is open. */
  faces() {
    return this.#session.evaluate(`() => [...document.querySelectorAll('main [role="option"]')].map((tile) => ({
      id: tile.dataset.cell,
      label: tile.getAttribute("aria-label"),
    }))`);
  }

  /** Waits until every picture inside `css` is there; returns how many there are. */
  pictures(css = "main") {
    return eventually(async () => {
      const widths = await this.#session.evaluate(
        `async (css) => {
          const pictures = [...document.querySelectorAll(css + " img")];
          await Promise.all(pictures.map((img) => img.decode().catch(() => {})));
          return pictures.map((img) => img.naturalWidth);
        }`,
        css,
      );
      assert.ok(widths.length > 0, `no picture in ${css}`);
      assert.ok(widths.every((width) => width > 0), `${widths.filter((w) => w === 0).length} pictures are missing`);
      return widths.length;
    });
  }

  /** Gives a whole group a name in the field of its card. */
  nameGroup(group, name) {
    return this.#session.type(`[data-cell="${group}"] input`, name + KEYS.enter);
  }

  /** Puts the focus on a face, as an arrow key does. */
  async focus(face) {
    await this.#session.evaluate(`(id) => document.querySelector('[data-cell="' + id + '"]').focus()`, face);
  }

  press(key) {
    return this.#session.press(key);
  }

  /** Answers the question for a name that is open. */
  async answerName(name) {
    await eventually(() => this.#session.find("dialog input"));
    await this.#session.type("dialog input", name + KEYS.enter);
  }

  async dragOnto(face, person) {
    const from = await this.#middle(`[data-cell="${face}"]`);
    const to = await this.#middle(`nav a[data-drop="person:${person}"]`);
    const half = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    await this.#session.drag([from, { x: from.x - 12, y: from.y + 4 }, half, to, to]);
  }

  /** Opens the photo of the face that has the focus beside the grid, and then in the whole window. */
  async openPhoto() {
    await this.#session.press(" ");
    await eventually(() => this.#session.click('aside button[aria-label="Larger"]'));
  }

  /** The photo that is open, once it is shown: its file and where its boxes are, in fractions of the picture. */
  async photo() {
    await this.pictures('[role="dialog"] .stage');
    return this.#session.evaluate(`() => {
      const view = document.querySelector('[role="dialog"]');
      const frame = view.querySelector(".stage img").getBoundingClientRect();
      const boxes = [...view.querySelectorAll("button.box")].map((button) => {
        const box = button.getBoundingClientRect();
        return [(box.x - frame.x) / frame.width, (box.y - frame.y) / frame.height, box.width / frame.width, box.height / frame.height];
      });
      return { file: view.querySelector("header strong").textContent, boxes };
    }`);
  }

  async closePhoto() {
    await this.#session.press(KEYS.escape);
    await eventually(async () => assert.equal(await this.#text('[role="dialog"]'), null));
  }

  /** Asks the page to reach for an address outside; returns what the web view says to that. */
  reachOutside(url) {
    return this.#session.evaluate(`(url) => fetch(url).then(() => "reached", (error) => "refused: " + error.name)`, url);
  }

  /** Notes from now on what the page's own policy had to refuse. */
  watchPolicy() {
    return this.#session.evaluate(`() => {
      window.refused = [];
      document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective));
    }`);
  }

  refused() {
    return this.#session.evaluate("() => window.refused");
  }

  /** Waits for the page with that heading. */
  #headed(text, patience) {
    return eventually(async () => assert.equal(await this.#text("main h1"), text), patience);
  }

  #text(css) {
    return this.#session.evaluate("(css) => document.querySelector(css)?.textContent.trim() ?? null", css);
  }

  #middle(css) {
    return this.#session.evaluate(
      `(css) => {
        const element = document.querySelector(css);
        element.scrollIntoView({ block: "nearest" });
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }`,
      css,
    );
  }
}
