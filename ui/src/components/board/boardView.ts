import { m } from "../../i18n";
import type { Command } from "../../lib/keys";
import { certaintyOf } from "../../lib/certainty";
import type { Action } from "../../state/actions";
import type { BoardItem, BoardSection } from "../../state/board.svelte";
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

/** The one or two words at the foot of a face under the pointer. */
export function quickActions(face: Face): Action<Command>[] {
  if (face.suggestion)
    return [
      { id: "confirm", label: m.tile.yes },
      { id: "reject", label: m.tile.no },
    ];
  if (face.person) return [{ id: "reject", label: m.tile.not(face.person.name) }];
  if (face.state === "ignored") return [{ id: "bringBack", label: m.actions.bringBack }];
  return [{ id: "name", label: m.tile.name }];
}
