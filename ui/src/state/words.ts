import { asCommandError, type CommandError, type Decision, type UndoStep } from "../ipc";
import { m } from "../i18n";
import { sameName } from "../lib/names";

/** What went wrong, as a sentence that says what to do now. */
export function errorText(error: CommandError): string {
  if ("keyword" in error) return keywordErrorText(error);
  switch (error.code) {
    case "nameTaken":
      return m.errors.nameTaken(error.name);
    case "invalidName":
      return m.errors.invalidName[error.reason];
    case "twiceInPhoto":
      return m.errors.twiceInPhoto(error.person);
    case "invalidDate":
      return m.errors.invalidDate[error.reason](error.date);
    case "diedBeforeBorn":
      return m.dates.diedBeforeBorn(error.person);
    case "notConfirmed":
      return m.errors.notConfirmed(error.person);
    case "notFound":
      return m.errors.notFound;
    case "busy":
      return m.errors.busy[error.work];
    case "folderUnreadable":
      return m.errors.folderUnreadable(error.path);
    case "fileUnreadable":
      return m.errors.fileUnreadable(error.path, error.reason);
    case "fileUnwritable":
      return m.errors.fileUnwritable(error.path, error.reason);
    case "notShown":
      return m.photoSelection.notShown(error.path);
    case "internal":
      return m.errors.internal(error.reportId);
    default:
      return error satisfies never;
  }
}

function keywordErrorText({ code, keyword }: Extract<CommandError, { keyword: string[] }>): string {
  const { taken, belowItself, tooDeep } = m.keywordTree.errors;
  const sentence = { keywordTaken: taken, keywordBelowItself: belowItself, keywordTooDeep: tooDeep }[code];
  return sentence(m.keywords.path(keyword));
}

/** The same of whatever was thrown. */
export const problemText = (thrown: unknown): string => errorText(asCommandError(thrown));

/** What a step of undo was, from the kind that the library gives it. */
export function stepText({ kind, count }: UndoStep): string {
  const sentences: Record<string, (n: number) => string> = m.steps;
  return ((Object.hasOwn(sentences, kind) ? sentences[kind] : undefined) ?? m.steps.other)(count);
}

/** A run of decisions of one kind, for the toast that counts them up. */
export type Tally = {
  kind: Decision["kind"];
  name: string | null;
  count: number;
  steps: number;
  text: string;
};

export function tallyOf(decisions: readonly Decision[], before: Tally | null): Tally | null {
  // To move a name within a photo clears one face first; the confirmation is what was meant.
  const main = decisions.find((decision) => decision.kind !== "clear") ?? decisions[0];
  if (!main) return null;
  const same = decisions.filter((decision) => decision.kind === main.kind);
  // Who has another picture is not counted up: the last one is what holds.
  const isCounted = "face" in main && main.kind !== "keyFace";
  const goesOn = before?.kind === main.kind && isCounted ? before : null;
  const count = same.length + (goesOn?.count ?? 0);
  const steps = 1 + (goesOn?.steps ?? 0);
  const own = commonName(same);
  const name = goesOn === null || sameName(goesOn.name ?? "", own ?? "") ? own : null;
  return { kind: main.kind, name, count, steps, text: textOf(main, count, name) };
}

/** The one person that all of them are about. */
function commonName(decisions: readonly Decision[]): string | null {
  const names = decisions.flatMap((decision) =>
    decision.kind === "confirm" || decision.kind === "reject" || decision.kind === "draw"
      ? (decision.person ?? [])
      : [],
  );
  const [first] = names;
  return first !== undefined && names.every((name) => sameName(name, first)) ? first : null;
}

function textOf(decision: Decision, count: number, name: string | null): string {
  if ("keyword" in decision) return keywordText(decision, count);
  if (decision.kind === "leaveOut" || decision.kind === "leavePhotoOut") return leftOutText(decision);
  switch (decision.kind) {
    case "confirm":
      return m.toast.confirm(count, name);
    case "reject":
      return m.toast.reject(count, name);
    case "ignore":
      return m.toast.ignore(count);
    case "notAFace":
      return m.toast.notAFace(count);
    case "clear":
      return m.toast.clear(count);
    case "stranger":
      return m.toast.stranger(count);
    case "later":
      return m.toast.later(count);
    case "draw":
      return m.toast.draw(name);
    case "place":
      return m.toast.place(count);
    case "same":
    case "different":
    case "unsure":
      return m.toast[decision.kind];
    default:
      return personText(decision);
  }
}

function leftOutText(decision: Extract<Decision, { kind: "leaveOut" | "leavePhotoOut" }>): string {
  const isOut = decision.kind === "leavePhotoOut" || decision.out;
  return (isOut ? m.leavingOut.out : m.leavingOut.in)(null);
}

function personText(
  decision: Extract<Decision, { kind: "rename" | "dates" | "keyFace" | "hide" | "merge" }>,
): string {
  switch (decision.kind) {
    case "rename":
      return m.toast.rename(decision.to);
    case "dates":
      return m.toast.dates(decision.person);
    case "keyFace":
      return m.toast.keyFace(decision.person);
    case "hide":
      return m.toast.hide(decision.person, decision.hidden);
    case "merge":
      return m.toast.merge(decision.person, decision.into);
  }
}

function keywordText(decision: Extract<Decision, { keyword: string[] }>, photos: number): string {
  const path = m.keywords.path(decision.keyword);
  switch (decision.kind) {
    case "keyword":
      return (decision.has ? m.keywords.added : m.keywords.removed)(path, photos);
    case "renameKeyword":
      return (decision.merge ? m.keywordTree.merged : m.keywordTree.renamed)(
        path,
        m.keywords.path(decision.to),
      );
    case "deleteKeyword":
      return m.keywordTree.deleted(path);
  }
}
