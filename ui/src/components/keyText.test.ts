import { afterEach, expect, it } from "vitest";
import { speak } from "../i18n";
import { keyText } from "./keyText";

afterEach(() => speak("en"));

it("calls keys what the language calls them, and leaves letters alone", () => {
  speak("de");
  expect(["Enter", "Shift Z", "N", "?"].map(keyText)).toEqual(["Eingabetaste", "Umschalt Z", "N", "?"]);
});
