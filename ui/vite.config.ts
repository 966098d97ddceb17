import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  // Tauri serves the page from its own scheme, so every address inside it is relative.
  base: "./",
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  // What WebKitGTK 2.44, Safari 17.5 and Chromium 123 know stays as it is written, `light-dark()` above all.
  build: { target: ["safari17.5", "chrome123"], sourcemap: false, chunkSizeWarningLimit: 350 },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
    // A machine that is busy is no failure.
    testTimeout: 60_000,
  },
});
