import { m } from "../i18n";

/** What a key is called in the language of the page, also with others that are held: "Shift Z". */
export function keyText(key: string): string {
  const names: Record<string, string> = m.keys;
  return key
    .split(" ")
    .map((part) => names[part] ?? part)
    .join(" ");
}
