/** Programs that a step names, before it counts the rest. */
const PROGRAMS = 3;

/** The sentences of the history. */
export function history(faces: (n: number) => string, list: (parts: string[]) => string) {
  return {
    title: "History",
    hint: "Click a step to go back to it, or forward again. Nothing is lost until you decide something new.",
    open: "History",
    cardHint: "What you decided, and back to any point",
    none: "Nothing has been decided yet",
    noneHint: "Everything you say about faces and people is listed here, and can be taken back.",
    confirmed: (n: number, name: string) => `${faces(n)} confirmed as ${name}`,
    rejected: (n: number, name: string) => `${faces(n)}: not ${name}`,
    renamed: (before: string, after: string) => `${before} renamed to ${after}`,
    merged: (name: string, into: string) => `${name} merged into ${into}`,
    drawn: (name: string) => `Face drawn: ${name}`,
    from: (what: string, programs: readonly string[]) => {
      const more = programs.length - PROGRAMS;
      const rest = more > 0 ? [`${more} more`] : [];
      return `${what} (${list([...programs.slice(0, PROGRAMS), ...rest])})`;
    },
    now: "Now",
    takenBack: "taken back",
    start: "The beginning",
    startHint: "Before anything was decided",
    more: "Earlier steps",
  };
}
