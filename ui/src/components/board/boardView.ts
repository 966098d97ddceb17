import { m } from "../../i18n";
import type { Command } from "../../lib/keys";
import { certaintyOf } from "../../lib/certainty";
import type { BoardItem, BoardSection } from "../../state/board.svelte";
import { canConfirm, personInQuestion } from "../../state/faceActions";
import type { BarAction } from "../ActionBar.svelte";
import type { GridSection } from "../VirtualGrid.svelte";

type FaceItem = Extract<BoardItem, { kind: "face" }>;
type Face = FaceItem["face"];

export const captionHeight = 22;
const headingHeight = 44;
/** A strip of seven faces over a line with the count and the name field. */
const groupCard = { minWidth: 400, aspect: 1 / 7, height: 60 };

/** A second person who is less likely, in percent, is not worth a word. */
const worthAWord = 5;

/** The sections of a board as shapes for the grid. */
export function gridSections(
  sections: readonly BoardSection[],
  faceSize: number,
  captions: boolean,
): GridSection[] {
  const faceCell = { minWidth: faceSize, aspect: 1, height: captions ? captionHeight : 0 };
  return sections.map(({ id, title, cell, items, waiting }) => ({
    id,
    label: title ?? m.nav.people,
    role: cell === "face" ? "listbox" : "list",
    shape: {
      count: items.length + waiting,
      header: title === null ? 0 : headingHeight,
      cell: cell === "face" ? faceCell : groupCard,
    },
  }));
}

export function faceLook(face: Face): "plain" | "suggested" | "ignored" {
  if (face.state === "suggested") return "suggested";
  return face.state === "ignored" ? "ignored" : "plain";
}

/** What a screen reader says for a face. */
export function faceLabel(face: Face): string {
  return m.tile.with(faceText(face), face.taken);
}

function faceText(face: Face): string {
  if (face.suggestion) {
    const certainty = m.person.certainty(certaintyOf(face.suggestion.probability));
    return withRunnerUp(m.tile.suggested(face.suggestion.person.name, certainty), face);
  }
  if (face.person) return m.tile.confirmed(face.person.name);
  if (face.reason === "stranger") return m.tile.stranger;
  if (face.state === "ignored") return face.reason === "notAFace" ? m.tile.notAFace : m.tile.ignored;
  return m.tile.unknown;
}

/** The name under a face, and who else it may be: then the first word of each does. */
export function faceCaption(face: Face): string {
  const name = face.suggestion?.person.name ?? face.person?.name ?? "";
  const other = secondOf(face);
  if (other === null) return name;
  const [short, shortOther] = [name, other].map((full) => full.split(" ")[0] ?? full) as [string, string];
  return short === shortOther ? m.tile.either(name, other) : m.tile.either(short, shortOther);
}

function withRunnerUp(text: string, face: Face): string {
  const other = secondOf(face);
  return other === null ? text : m.tile.orElse(text, other);
}

function secondOf({ suggestion }: Face): string | null {
  const other = suggestion?.runnerUp;
  return other && other.probability >= worthAWord ? other.person.name : null;
}

/** The buttons of the bar for what is selected, each with its key. */
export function barActions(
  items: readonly BoardItem[],
  faces: readonly Face[],
): (BarAction & { id: BarId })[] {
  const actions: (BarAction & { id: BarId })[] = [];
  const person = personInQuestion(faces);
  const ignored = faces.some((face) => face.state === "ignored");
  if (canConfirm(faces))
    actions.push({ id: "confirm", label: m.actions.confirm, key: "Enter", strong: true });
  if (person.any) actions.push({ id: "reject", label: m.actions.not(person.name), key: "N" });
  if (canConfirm(faces)) actions.push({ id: "notSure", label: m.actions.notSure, key: "S" });
  actions.push({ id: "name", label: m.actions.name, key: "T" });
  if (ignored) actions.push({ id: "bringBack", label: m.actions.bringBack });
  if (faces.some((face) => face.reason !== "ignored"))
    actions.push({ id: "ignore", label: m.actions.ignore, key: "I" });
  if (faces.some((face) => face.reason !== "notAFace"))
    actions.push({ id: "notAFace", label: m.actions.notAFace, key: "F" });
  actions.push({ id: "move", label: m.actions.move, key: "M" });
  if (items.length === 1 && items[0]?.kind === "face")
    actions.push({ id: "preview", label: m.actions.preview, key: "Space" });
  return actions;
}

export type BarId = Command | "bringBack";

/** The one or two words at the foot of a face under the pointer. */
export function quickActions(face: Face): { id: BarId; label: string }[] {
  if (face.suggestion)
    return [
      { id: "confirm", label: m.tile.yes },
      { id: "reject", label: m.tile.no },
    ];
  if (face.person) return [{ id: "reject", label: m.tile.not(face.person.name) }];
  if (face.state === "ignored") return [{ id: "bringBack", label: m.actions.bringBack }];
  return [{ id: "name", label: m.tile.name }];
}
