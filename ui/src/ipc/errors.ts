import type { CommandError } from "./types";

/** `CommandError["code"]` as values; the compiler refuses a code that is missing or misspelt. */
const codes: Record<CommandError["code"], true> = {
  nameTaken: true,
  invalidName: true,
  twiceInPhoto: true,
  invalidDate: true,
  diedBeforeBorn: true,
  notConfirmed: true,
  keywordTaken: true,
  keywordBelowItself: true,
  keywordTooDeep: true,
  notFound: true,
  busy: true,
  folderUnreadable: true,
  fileUnreadable: true,
  fileUnwritable: true,
  notShown: true,
  internal: true,
};

export function isCommandError(value: unknown): value is CommandError {
  if (typeof value !== "object" || value === null || !("code" in value)) return false;
  return typeof value.code === "string" && Object.hasOwn(codes, value.code);
}

/** Whatever was thrown, as a `CommandError`: a broken connection is as internal as a bug. */
export function asCommandError(value: unknown): CommandError {
  return isCommandError(value) ? value : { code: "internal", reportId: "" };
}
