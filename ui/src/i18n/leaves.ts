/** Every sentence of a catalogue, as a text or a function, with its path: "app.close". For tests. */
export function leaves(catalogue: object, above = ""): [path: string, sentence: unknown][] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null
      ? leaves(value, `${above}${key}.`)
      : [[`${above}${key}`, value] as [string, unknown]],
  );
}
