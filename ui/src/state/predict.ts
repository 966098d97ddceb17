import type { Decision, Face, FaceFilter } from "../ipc";
import { sameName } from "../lib/names";

/** The face as it will be once the decision is taken, so that the screen need not wait for it. */
export function predict(face: Face, decision: Decision): Face {
  const open: Face = { ...face, state: "unknown", reason: null, person: null, suggestion: null };
  switch (decision.kind) {
    case "confirm": {
      const known = face.suggestion?.person;
      const id = known && sameName(known.name, decision.person) ? known.id : "";
      return { ...open, state: "confirmed", group: null, person: { id, name: decision.person } };
    }
    case "ignore":
      return { ...open, state: "ignored", reason: "ignored", group: null };
    case "stranger":
      return { ...open, state: "ignored", reason: "stranger", group: null };
    case "later":
      return { ...face, later: true };
    case "notAFace":
      return { ...open, state: "ignored", reason: "notAFace", group: null };
    case "reject":
    case "clear":
      return { ...open, group: null };
    case "place":
      return { ...face, box: decision.box };
    default:
      return face;
  }
}

/** Whether a predicted face still stands in a list. A face that waits for new suggestions is in none but Unknown. */
export function belongs(face: Face, filter: FaceFilter): boolean {
  switch (filter.kind) {
    case "person":
      return face.person?.id === filter.person || face.suggestion?.person.id === filter.person;
    case "unknown":
      return face.state === "unknown";
    case "day":
      return face.state === "unknown" && face.taken?.startsWith(filter.day) === true;
    case "alone":
      return face.state === "unknown" && face.group === null;
    case "group":
      return face.state === "unknown" && face.group === filter.group;
    case "unconfirmed":
      return face.state === "suggested";
    case "ignored":
      return face.state === "ignored";
  }
}
