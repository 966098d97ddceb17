import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../ui/dist/", import.meta.url));

const appConfig = fileURLToPath(new URL("../../src-tauri/tauri.conf.json", import.meta.url));

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The app's own content security policy; the drawn faces are data addresses, so pictures may be those as well. */
function policy(): string {
  const { app } = JSON.parse(readFileSync(appConfig, "utf8")) as {
    app: { security: { csp: Record<string, string> } };
  };
  const rules = Object.entries({ ...app.security.csp, "img-src": "'self' data:" });
  return rules.map(([name, sources]) => `${name} ${sources}`).join("; ");
}

/** The built page, read once: a build that runs meanwhile does not change what is being tested. */
function readDist(): Map<string, Buffer> {
  if (!existsSync(join(dist, "index.html")))
    throw new Error("ui/dist is missing: run `npm run build` in ui first");
  const entries = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [`/${relative(dist, file).split(sep).join("/")}`, readFileSync(file)]));
}

/** Serves the built page on a free port of this machine. */
export async function serveDist(): Promise<{ url: string; close: () => void }> {
  const [files, csp] = [readDist(), policy()];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = pathname === "/" ? "/index.html" : decodeURIComponent(pathname);
    const body = files.get(path);
    if (!body) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": types[extname(path)] ?? "application/octet-stream",
      "content-security-policy": csp,
    });
    response.end(body);
  });
  await listening(server);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
}
