// The part of W3C WebDriver that the smoke test needs: https://www.w3.org/TR/webdriver2/

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Keys that have no letter: https://www.w3.org/TR/webdriver2/#keyboard-actions */
export const KEYS = { enter: "\uE007", escape: "\uE00C" };

/** One app under a driver's control. */
export class Session {
  #url;

  constructor(url) {
    this.#url = url;
  }

  /** Starts `application` with `args` through the driver at `driver`. */
  static async start(driver, application, args) {
    const alwaysMatch = { browserName: "wry", "tauri:options": { application, args } };
    const { sessionId } = await send("POST", `${driver}/session`, { capabilities: { alwaysMatch } });
    return new Session(`${driver}/session/${sessionId}`);
  }

  /** Runs `body` as a function of `args` in the page and returns what it returns, or what its promise comes to. */
  evaluate(body, ...args) {
    const script = `return (${body}).apply(null, arguments)`;
    return send("POST", `${this.#url}/execute/sync`, { script, args });
  }

  async find(css) {
    const found = await send("POST", `${this.#url}/element`, { using: "css selector", value: css });
    return found[ELEMENT];
  }

  async click(css) {
    await send("POST", `${this.#url}/element/${await this.find(css)}/click`, {});
  }

  async type(css, text) {
    await send("POST", `${this.#url}/element/${await this.find(css)}/value`, { text });
  }

  /** Presses a key wherever the focus is. */
  press(value) {
    const actions = [{ type: "keyDown", value }, { type: "keyUp", value }];
    return this.#act({ type: "key", id: "keyboard", actions });
  }

  /** Presses the mouse's button at the first of `points`, moves through the others, and lets go. */
  drag(points) {
    const [start, ...path] = points.map(({ x, y }) => ({
      type: "pointerMove",
      x: Math.round(x),
      y: Math.round(y),
      duration: 20,
    }));
    const actions = [start, { type: "pointerDown", button: 0 }, ...path, { type: "pointerUp", button: 0 }];
    return this.#act({ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions });
  }

  #act(input) {
    return send("POST", `${this.#url}/actions`, { actions: [input] });
  }

  /** The window as a PNG. */
  async screenshot() {
    return Buffer.from(await send("GET", `${this.#url}/screenshot`), "base64");
  }

  close() {
    return send("DELETE", this.#url);
  }
}

async function send(method, url, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${url} ${JSON.stringify(body ?? {})}: ${value.error}: ${value.message}`);
  return value;
}
