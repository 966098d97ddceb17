// Fails when svelte-check does not report the error that canary/Broken.svelte holds on purpose.
import { spawnSync } from "node:child_process";

const expected = "Broken.svelte\" 2:9 \"Type 'string' is not assignable to type 'number'.";
const { stdout, status } = spawnSync(
  process.execPath,
  [
    "node_modules/svelte-check/bin/svelte-check",
    "--workspace",
    "canary",
    "--tsconfig",
    "tsconfig.json",
    "--output",
    "machine",
  ],
  { encoding: "utf8" },
);
if (status === 0 || !stdout.includes(expected)) {
  console.error("svelte-check no longer finds the error in canary/Broken.svelte:\n" + stdout);
  process.exit(1);
}
console.log("canary: svelte-check finds the error it has to find");
