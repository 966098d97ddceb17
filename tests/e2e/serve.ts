import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
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

/** Serves the built page on a free port of this machine. */
export async function serveDist(): Promise<{ url: string; close: () => void }> {
  if (!existsSync(join(dist, "index.html")))
    throw new Error("ui/dist is missing: run `npm run build` in ui first");
  const csp = policy();
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    const file = join(dist, path === "/" ? "index.html" : path);
    if (!file.startsWith(dist) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      "content-security-policy": csp,
    });
    createReadStream(file).pipe(response);
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
