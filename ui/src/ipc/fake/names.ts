/** What the library says no to, and how it compares names. */
import type { CommandError } from "../types";

const reserved = ["unknown", "unconfirmed", "ignored"];

export const fold = (name: string) => name.normalize("NFC").trim().toLocaleLowerCase();

export function checkedName(name: string): string {
  const clean = name.normalize("NFC").trim();
  if (clean === "") fail({ code: "invalidName", reason: "empty" });
  if (reserved.includes(fold(clean))) fail({ code: "invalidName", reason: "reserved" });
  return clean;
}

export function fail(error: CommandError): never {
  throw error;
}
