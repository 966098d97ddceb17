import { m } from "../../i18n";
import type { StepList } from "../../state/pagedList.svelte";
import { stepText } from "../../state/words";

type PastStep = StepList["items"][number];

/** Programs that a step names, before it counts the rest. */
const mostPrograms = 3;

/** What a step did, with the names of those it is about, and where from it was taken in. */
export function pastText(step: PastStep): string {
  const text = whatText(step);
  const { programs } = step;
  if (programs.length === 0) return text;
  return m.history.from(text, programs.slice(0, mostPrograms), Math.max(0, programs.length - mostPrograms));
}

function whatText(step: PastStep): string {
  const [first, second] = step.people;
  if (step.keyword.length > 0) return keywordText(step);
  if (step.place !== null) return (step.kind === "takeIn" ? m.leavingOut.in : m.leavingOut.out)(step.place);
  if (first === undefined) return m.capital(stepText(step));
  switch (step.kind) {
    case "confirm":
      return m.history.confirmed(step.count, first);
    case "reject":
      return m.history.rejected(step.count, first);
    case "draw":
      return m.history.drawn(first);
    case "rename":
      return m.history.renamed(first, second ?? first);
    case "dates":
      return m.history.dated(first);
    case "keyFace":
      return m.history.pictured(first);
    case "hide":
      return m.history.hidden(first);
    case "show":
      return m.history.shown(first);
    case "merge":
      return m.history.merged(first, second ?? first);
    default:
      return m.capital(stepText(step));
  }
}

function keywordText({ kind, count, keyword, renamed }: PastStep): string {
  const path = m.keywords.path(keyword);
  switch (kind) {
    case "renameKeyword":
      return m.keywordTree.renamed(path, m.keywords.path(renamed));
    case "mergeKeyword":
      return m.keywordTree.merged(path, m.keywords.path(renamed));
    case "deleteKeyword":
      return m.keywordTree.deleted(path);
    default:
      return (kind === "addKeyword" ? m.keywords.added : m.keywords.removed)(path, count);
  }
}

/** Local time without a zone, as all other times are told. */
export function momentOf(step: PastStep): string {
  return new Date(step.at * 1000).toISOString();
}

export type Day = { title: string; steps: PastStep[] };

/** The steps, day by day, in the order in which they come. */
export function days(steps: readonly PastStep[]): Day[] {
  const days: Day[] = [];
  for (const step of steps) {
    const title = m.date(momentOf(step));
    const last = days.at(-1);
    if (last?.title === title) last.steps.push(step);
    else days.push({ title, steps: [step] });
  }
  return days;
}

/** The last step that holds; null at the beginning. */
export function currentStep(steps: readonly PastStep[]): string | null {
  return steps.find((step) => step.holds)?.id ?? null;
}
