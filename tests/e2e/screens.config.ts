import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

/** Pictures of the views instead of tests: `cargo xtask screens`. */
export default defineConfig(tests, { testDir: "screens" });
