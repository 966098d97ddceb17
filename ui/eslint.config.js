import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const features = [
  "start",
  "people",
  "review",
  "questions",
  "photo",
  "photos",
  "keywords",
  "history",
  "contradictions",
  "settings",
  "scan",
];
const onlyIpc = { group: ["@tauri-apps/*"], message: "Only src/ipc talks to Tauri." };

/** Which folder may import which; docs/architecture.md has the reasons. */
const borders = [
  {
    files: ["src/**/*.{ts,svelte}"],
    ignores: ["src/ipc/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [onlyIpc] }] },
  },
  {
    files: ["src/components/**/*.{ts,svelte}"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            onlyIpc,
            {
              group: ["**/features/**", "**/ipc", "**/ipc/**"],
              message: "Shared widgets know no feature and no host.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["src/lib/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            onlyIpc,
            {
              group: ["**/features/**", "**/ipc", "**/ipc/**", "**/state/**", "**/components/**"],
              message: "The library stands alone.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["src/state/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [onlyIpc, { group: ["**/features/**"], message: "State knows no feature." }] },
      ],
    },
  },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**/*.{ts,svelte}`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            onlyIpc,
            {
              group: features.filter((other) => other !== feature).map((other) => `../${other}/*`),
              message: "Features do not import each other.",
            },
          ],
        },
      ],
    },
  })),
];

export default ts.config(
  { ignores: ["dist", "canary", "src/ipc/bindings.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  {
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      complexity: ["error", 16],
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Addresses are made by `hrefOf`; there is no router package whose resolver could be meant.
      "svelte/no-navigation-without-resolve": "off",
      // Maps and sets that nobody renders are plain on purpose.
      "svelte/prefer-svelte-reactivity": "off",
    },
  },
  { files: ["**/*.test.ts", "**/*.svelte", "src/i18n/**/*.ts"], rules: { "max-lines-per-function": "off" } },
  { files: ["scripts/**"], rules: { "no-console": "off" } },
  ...borders,
);
