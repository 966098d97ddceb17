// The real app on a display, with a home of its own, and the program `kith` on the same library.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

import { Session } from "./webdriver.mjs";

const ROOT = resolve(import.meta.dirname, "../..");
const APP = process.env.KITH_APP ?? join(ROOT, "target/debug/kith-desktop");
const KITH = join(dirname(APP), "kith");
const DRIVER = join(ROOT, ".kith/cargo/bin/tauri-driver");
const WEBKIT_DRIVER = "/usr/bin/WebKitWebDriver";
const PATIENCE_MS = 180_000;

/** Tries `look` until it returns without an error; the last error is the reason when it never does. */
export async function eventually(look, patience = PATIENCE_MS) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(100);
    }
  }
}

/** A copy of the drawn album, a library beside it, and what is started on them; all of it goes when it is closed. */
export class Bench {
  #children = [];
  #session = null;
  /** The address of the driver, once there is one. */
  driver = null;

  constructor(folder) {
    this.folder = folder;
    this.album = join(folder, "album");
    this.library = join(folder, "library");
  }

  static async open(album = join(ROOT, "tests/fixtures/album")) {
    const bench = new Bench(await mkdtemp(join(tmpdir(), "kith-smoke-")));
    await cp(album, bench.album, { recursive: true });
    return bench;
  }

  /** Opens the app and returns its page; the one before is closed. */
  async start(...args) {
    await this.stop();
    this.driver ??= await this.#startDriver();
    this.#session = await Session.start(this.driver, APP, ["--library", this.library, ...args]);
    return this.#session;
  }

  async stop() {
    await this.#session?.close();
    this.#session = null;
  }

  /** Keeps what the window shows now, where it outlives the bench; returns the file. */
  async screenshot() {
    const file = join(tmpdir(), "kith-smoke-failed.png");
    const shown = await this.#session?.screenshot().catch(() => null);
    if (!shown) return "not to be seen";
    await writeFile(file, shown);
    return file;
  }

  async close() {
    await this.stop().catch(() => {});
    for (const child of this.#children.reverse()) {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    // The web view's own processes end a little later and still write.
    await rm(this.folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  }

  /** What the program `kith` prints about the library, a value a line. */
  async kith(...args) {
    const { stdout } = await promisify(execFile)(KITH, ["--library", this.library, ...args], { maxBuffer: 1 << 28 });
    return stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  }

  /** Gives decisions to `kith assign`. */
  async assign(...decisions) {
    const child = spawn(KITH, ["--library", this.library, "assign", "-"], { stdio: ["pipe", "ignore", "inherit"] });
    child.stdin.end(decisions.map((decision) => JSON.stringify(decision)).join("\n"));
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`kith assign ended with ${code}`);
  }

  async #startDriver() {
    const display = process.env.DISPLAY ?? (await this.#startDisplay());
    const [port, native] = [await freePort(), await freePort()];
    const home = (name) => join(this.folder, "home", name);
    const env = {
      ...process.env,
      DISPLAY: display,
      HOME: join(this.folder, "home"),
      LANG: "C.UTF-8",
      LANGUAGE: "en",
      XDG_DATA_HOME: home("data"),
      XDG_CONFIG_HOME: home("config"),
      XDG_CACHE_HOME: home("cache"),
    };
    const args = ["--port", port, "--native-port", native, "--native-driver", WEBKIT_DRIVER];
    this.#spawn(DRIVER, args, { env, stdio: ["ignore", "inherit", "inherit"] });
    const url = `http://127.0.0.1:${port}`;
    // The one behind it first: tauri-driver complains when it has to wait.
    for (const at of [native, port]) await eventually(async () => (await fetch(`http://127.0.0.1:${at}/status`)).text());
    return url;
  }

  /** A display that takes a free number and says which. */
  async #startDisplay() {
    const args = ["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"];
    const server = this.#spawn("Xvfb", args, { stdio: ["ignore", "pipe", "ignore"] });
    const [number] = await once(server.stdout, "data");
    return `:${String(number).trim()}`;
  }

  #spawn(program, args, options) {
    const child = spawn(program, args.map(String), options);
    this.#children.push(child);
    return child;
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
