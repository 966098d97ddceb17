import type { Box, Decision, Face } from "../ipc";
import { sameName } from "../lib/names";
import type { Decisions } from "./decisions.svelte";

/** Faces to act on, and the groups they make up completely. */
export type Targets = { faces: readonly Face[]; groups: readonly string[] };

export type Place = { kind: "person"; name: string } | { kind: "unknown" } | { kind: "ignored" };

export const isUnknown = (face: Face) => face.state === "unknown";
/** Nobody has said who it is. */
export const isOpen = (face: Face) => face.state === "unknown" || face.state === "suggested";
const isSuggested = (face: Face) => face.suggestion !== null;

/** The decisions behind the keys, the buttons and the drops; each leaves out faces that are so already. */
export class FaceActions {
  readonly #decisions: Decisions;

  constructor(decisions: Decisions) {
    this.#decisions = decisions;
  }

  /** Confirms what is suggested, each face as the person suggested for it. */
  confirm(targets: Targets): Promise<boolean> {
    return this.#run(targets, (face) =>
      face.suggestion
        ? [{ kind: "confirm", face: face.id, person: face.suggestion.person.name, allowTwice: false }]
        : [],
    );
  }

  reject(targets: Targets): Promise<boolean> {
    return this.#run(targets, (face) => {
      const person = face.suggestion?.person ?? face.person;
      return person ? [{ kind: "reject", face: face.id, person: person.name }] : [];
    });
  }

  /** Nobody can tell: the faces stay as they are, and are not asked about again. */
  later(targets: Targets): Promise<boolean> {
    return this.#run(targets, (face) =>
      face.later || face.state === "confirmed" || face.state === "ignored"
        ? []
        : [{ kind: "later", face: face.id }],
    );
  }

  /** Whoever is still unknown among these faces is nobody the person knows: one step of undo. */
  strangers(faces: readonly Face[]): Promise<boolean> {
    const unknown = faces.filter(isUnknown);
    return this.#run({ faces: unknown, groups: [] }, (face) => [{ kind: "stranger", face: face.id }]);
  }

  ignore(targets: Targets): Promise<boolean> {
    return this.#run(targets, (face) =>
      face.reason === "ignored" ? [] : [{ kind: "ignore", face: face.id }],
    );
  }

  notAFace(targets: Targets): Promise<boolean> {
    return this.#run(targets, (face) =>
      face.reason === "notAFace" ? [] : [{ kind: "notAFace", face: face.id }],
    );
  }

  /** There is a face in this box of the photo: somebody's, or nobody's yet. */
  draw(photo: string, box: Box, person: string | null): Promise<boolean> {
    const decision: Decision = { kind: "draw", photo, box, person, allowTwice: false };
    return this.#decisions.run({ decisions: [decision], faces: [] });
  }

  place(face: Face, box: Box): Promise<boolean> {
    return this.#run({ faces: [face], groups: [] }, () => [{ kind: "place", face: face.id, box }]);
  }

  /** The face stands for the person whom it is confirmed as. */
  usePicture(face: Face): Promise<boolean> {
    const person = pictureOf([face]);
    const decisions: Decision[] = person === null ? [] : [{ kind: "keyFace", person, face: face.id }];
    return this.#decisions.run({ decisions, faces: [face] });
  }

  moveTo(targets: Targets, place: Place): Promise<boolean> {
    switch (place.kind) {
      case "person":
        return this.#run(targets, (face) =>
          face.person && sameName(face.person.name, place.name)
            ? []
            : [{ kind: "confirm", face: face.id, person: place.name, allowTwice: false }],
        );
      case "unknown":
        return this.#run(targets, backToUnknown);
      case "ignored":
        return this.ignore(targets);
    }
  }

  #run(targets: Targets, decide: (face: Face) => Decision[]): Promise<boolean> {
    const decisions = targets.faces.flatMap(decide);
    return this.#decisions.run({ decisions, faces: targets.faces, groups: targets.groups });
  }
}

/** A suggestion goes back to Unknown by saying no to it: to clear it would bring it back at once. */
function backToUnknown(face: Face): Decision[] {
  if (face.suggestion) return [{ kind: "reject", face: face.id, person: face.suggestion.person.name }];
  return face.state === "unknown" ? [] : [{ kind: "clear", face: face.id }];
}

export function canConfirm(faces: readonly Face[]): boolean {
  return faces.some(isSuggested);
}

/** Whose picture a single face can be; null where it is nobody's. */
export function pictureOf(faces: readonly Face[]): string | null {
  const [only] = faces;
  return faces.length === 1 && only?.state === "confirmed" ? (only.person?.name ?? null) : null;
}

/** The one person that "not …" is about; null when there are several or none. */
export function personInQuestion(faces: readonly Face[]): { name: string | null; any: boolean } {
  const names = new Set(faces.flatMap((face) => face.suggestion?.person.name ?? face.person?.name ?? []));
  return { name: names.size === 1 ? ([...names][0] ?? null) : null, any: names.size > 0 };
}
