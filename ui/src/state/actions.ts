import type { Face } from "../ipc";
import { m } from "../i18n";
import type { Command } from "../lib/keys";
import { canConfirm, personInQuestion, pictureOf } from "./faceActions";

/** Something that can be done: as a button, a line of a menu or a key. Where one of several is chosen, `checked` tells which. */
export type Action<Id extends string = string> = {
  id: Id;
  label: string;
  key?: string;
  strong?: boolean;
  checked?: boolean;
};

/** What can be done about faces, in the order of importance; `photo` when the photo of a single one can be shown. */
export function actionsOn(faces: readonly Face[], photo: boolean): Action<Command>[] {
  const actions: Action<Command>[] = [];
  const person = personInQuestion(faces);
  if (canConfirm(faces))
    actions.push({ id: "confirm", label: m.actions.confirm, key: "Enter", strong: true });
  if (person.any) actions.push({ id: "reject", label: m.actions.not(person.name), key: "N" });
  if (canConfirm(faces)) actions.push({ id: "notSure", label: m.actions.notSure, key: "S" });
  actions.push({ id: "name", label: m.actions.name, key: "T" });
  if (faces.some((face) => face.state === "ignored"))
    actions.push({ id: "bringBack", label: m.actions.bringBack });
  if (faces.some((face) => face.reason !== "ignored"))
    actions.push({ id: "ignore", label: m.actions.ignore, key: "I" });
  if (faces.some((face) => face.reason !== "notAFace"))
    actions.push({ id: "notAFace", label: m.actions.notAFace, key: "F" });
  actions.push({ id: "move", label: m.actions.move, key: "M" });
  if (pictureOf(faces) !== null) actions.push({ id: "keyFace", label: m.actions.keyFace });
  if (photo) actions.push({ id: "preview", label: m.actions.preview, key: "Space" });
  return actions;
}

/** The same where some of the faces of a group are selected. */
export function withSplit(actions: readonly Action<Command>[]): Action<Command>[] {
  const split = { id: "split", label: m.split.action, key: "X" } as const;
  return actions.flatMap((action) => (action.id === "name" ? [action, split] : [action]));
}

/** What can be done in a photo, whatever face is marked. */
export const photoActions = (): Action<Command>[] => [{ id: "draw", label: m.photo.draw, key: "B" }];

export type PhotoCommand = "open" | "keywords" | "copy" | "show" | "leaveOut";

/** What can be done about so many photos. */
export function actionsOnPhotos(count: number): Action<PhotoCommand>[] {
  const actions: Action<PhotoCommand>[] = [
    { id: "keywords", label: m.photoSelection.keywords, key: "K" },
    { id: "copy", label: m.photoSelection.copy },
  ];
  if (count === 1) actions.push({ id: "show", label: m.photoSelection.show });
  actions.push({ id: "leaveOut", label: m.leavingOut.photo(count) });
  return actions;
}

export type PersonCommand = "rename" | "dates" | "merge" | "hide" | "show";

export const personActions = (hidden: boolean): Action<PersonCommand>[] => [
  { id: "rename", label: m.person.rename },
  { id: "dates", label: m.dates.action },
  { id: "merge", label: m.person.merge },
  hidden ? { id: "show", label: m.hidden.show } : { id: "hide", label: m.hidden.hide },
];

/** A menu at a place on the screen, in pixels of the page. */
export type OpenMenu = {
  label: string;
  x: number;
  y: number;
  actions: readonly Action[];
  run(id: string): void;
};
