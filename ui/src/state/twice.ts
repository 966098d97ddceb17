import type { Decision, Face, Photo } from "../ipc";
import { sameName } from "../lib/names";

export type TwiceChoice = "both" | "moveHere" | "leaveOut" | "cancel";

/** "Anna is already in this photo": what is there, what would be added, and what can be done about it. */
export type TwiceQuestion = {
  name: string;
  photo: string;
  already: Face[];
  added: Face[];
  choices: TwiceChoice[];
  /** There may be further photos of this kind. */
  mayRepeat: boolean;
};

export function twiceQuestion(name: string, photo: Photo, decisions: readonly Decision[]): TwiceQuestion {
  const touched = new Set(
    decisions.flatMap((decision) => (decision.kind === "confirm" ? [decision.face] : [])),
  );
  const inPhoto = (face: Face) => touched.has(face.id);
  const added = photo.faces.filter(inPhoto);
  const already = photo.faces.filter(
    (face) => !inPhoto(face) && face.person && sameName(face.person.name, name),
  );
  const drawn = decisions.filter((decision) => isDrawnAs(decision, name, photo.id));
  const choices: TwiceChoice[] = ["both"];
  if (already.length > 0 && added.length + drawn.length === 1) choices.push("moveHere");
  if (added.length > 0 && decisions.length > added.length) choices.push("leaveOut");
  const mayRepeat = decisions.length > 1 || decisions[0]?.kind === "merge";
  return { name, photo: photo.id, already, added, choices: [...choices, "cancel"], mayRepeat };
}

/** A face that was drawn is in no photo yet. */
function isDrawnAs(decision: Decision, name: string, photo: string): boolean {
  return (
    decision.kind === "draw" &&
    decision.photo === photo &&
    decision.person !== null &&
    sameName(decision.person, name)
  );
}

/** The decisions after the answer; null when nothing shall be done. */
export function resolveTwice(
  question: TwiceQuestion,
  choice: TwiceChoice,
  decisions: readonly Decision[],
): Decision[] | null {
  const added = new Set(question.added.map((face) => face.id));
  const isAdded = (decision: Decision) => decision.kind === "confirm" && added.has(decision.face);
  switch (choice) {
    case "both":
      return decisions.map((decision) =>
        decision.kind === "merge" || isAdded(decision) || isDrawnAs(decision, question.name, question.photo)
          ? ({ ...decision, allowTwice: true } as Decision)
          : decision,
      );
    case "moveHere":
      return [...question.already.map((face): Decision => ({ kind: "clear", face: face.id })), ...decisions];
    case "leaveOut":
      return decisions.filter((decision) => !isAdded(decision));
    case "cancel":
      return null;
  }
}
