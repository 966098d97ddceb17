/** What is said of keywords. */
export const keywords = {
  title: "Keywords",
  /** A keyword with everything above it, the outermost first. */
  path: (parts: readonly string[]) => parts.join(" › "),
  show: (path: string) => `Show all photos with ${path}`,
  add: "Add a keyword",
};
