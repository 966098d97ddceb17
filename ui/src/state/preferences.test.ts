import { afterEach, expect, it } from "vitest";
import { m, speak } from "../i18n";
import { Preferences } from "./preferences.svelte";

afterEach(() => {
  localStorage.clear();
  speak("en");
});

it("speaks the language that was chosen, also the next time", () => {
  const preferences = new Preferences();
  expect([preferences.language, m.nav.photos]).toEqual(["system", "Photos"]);
  preferences.language = "de";
  expect(m.nav.photos).toBe("Fotos");
  speak("en");
  expect(new Preferences().language).toBe("de");
  expect(m.nav.photos).toBe("Fotos");
});

it("follows the system where the language that was chosen is not known", () => {
  localStorage.setItem("kith.language", "tlh");
  expect(new Preferences().language).toBe("system");
});
