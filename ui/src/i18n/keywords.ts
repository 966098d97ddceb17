/** What is said of keywords. */
export const keywords = {
  title: "Keywords",
  /** A keyword with everything above it, the outermost first. */
  path: (parts: readonly string[]) => parts.join(" › "),
  show: (path: string) => `Show all photos with ${path}`,
  add: "Add a keyword",
  addToPhoto: "Add a keyword to this photo",
  addHint: "Add a keyword, or Places/Rome",
  create: (path: string) => `Add “${path}”`,
  remove: (path: string) => `Take ${path} out of this photo`,
  added: (path: string) => `Keyword added: ${path}`,
  removed: (path: string) => `Keyword taken out: ${path}`,
};
