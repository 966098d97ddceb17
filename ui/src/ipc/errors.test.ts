import { expect, it } from "vitest";
import { asCommandError, isCommandError } from "./errors";

it("passes on what Rust says went wrong", () => {
  const error = { code: "nameTaken", name: "Anna" };
  expect(isCommandError(error)).toBe(true);
  expect(asCommandError(error)).toBe(error);
});

it("takes anything else for a fault of its own", () => {
  for (const thrown of ["text", null, undefined, new Error("x"), { code: "toString" }, { code: 7 }])
    expect(asCommandError(thrown)).toEqual({ code: "internal", reportId: "" });
});
