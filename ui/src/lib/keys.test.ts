import { describe, expect, it } from "vitest";
import { commandOf, FreshKeys, isTyping } from "./keys";

const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  commandOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe("commandOf", () => {
  it.each([
    ["Enter", "confirm"],
    ["n", "reject"],
    ["N", "reject"],
    ["s", "notSure"],
    ["i", "ignore"],
    ["f", "notAFace"],
    ["t", "name"],
    ["F2", "name"],
    ["m", "move"],
    ["b", "draw"],
    ["x", "split"],
    ["h", "history"],
    ["z", "undo"],
    [" ", "preview"],
    ["/", "search"],
    ["?", "help"],
    ["Escape", "back"],
  ])("%s means %s", (key, command) => expect(press(key)).toBe(command));

  it("knows undo and redo in both spellings", () => {
    expect(press("Z", { shiftKey: true })).toBe("redo");
    expect(press("z", { ctrlKey: true })).toBe("undo");
    expect(press("Z", { ctrlKey: true, shiftKey: true })).toBe("redo");
    expect(press("y", { metaKey: true })).toBe("redo");
  });

  it("leaves the browser's own shortcuts alone", () => {
    expect(press("f", { ctrlKey: true })).toBeNull();
    expect(press("n", { ctrlKey: true })).toBeNull();
    expect(press("n", { altKey: true })).toBeNull();
    expect(press("I", { shiftKey: true })).toBeNull();
  });

  it("finds ? and / wherever the layout puts them", () => {
    expect(press("?", { shiftKey: true })).toBe("help");
    expect(press("/", { shiftKey: true })).toBe("search");
  });
});

describe("FreshKeys", () => {
  it("acts once while a key is held, even when the platform does not report the repetition", () => {
    const keys = new FreshKeys();
    const event = { code: "KeyN", repeat: false };
    expect([keys.press(event), keys.press(event), keys.press({ ...event, repeat: true })]).toEqual([
      true,
      false,
      false,
    ]);
    keys.release(event);
    expect(keys.press(event)).toBe(true);
  });

  it("forgets held keys when the window loses the focus", () => {
    const keys = new FreshKeys();
    keys.press({ code: "Enter", repeat: false });
    keys.forget();
    expect(keys.press({ code: "Enter", repeat: false })).toBe(true);
  });
});

describe("isTyping", () => {
  it("is true in a text field and false on the size slider", () => {
    const field = document.createElement("input");
    const slider = Object.assign(document.createElement("input"), { type: "range" });
    slider.setAttribute("type", "range");
    expect([isTyping(field), isTyping(slider), isTyping(null)]).toEqual([true, false, false]);
  });
});
