import type { Backend, Coverage, Decision, Face, Group, Question } from "../ipc";
import type { Command } from "../lib/keys";
import { coalesced } from "./coalesce";
import type { Decisions } from "./decisions.svelte";
import { faceList } from "./pagedList.svelte";

export type Answer = "yes" | "no" | "later" | "ignore";

/** Questions that are read ahead, so that the next one is there at once. */
const readAhead = 12;

/** The questions worth asking, the most useful first, and how far the library is named. */
export class Questions {
  readonly #backend: Backend;
  readonly #decisions: Decisions;
  #read = $state.raw<readonly Question[]>([]);
  /** Answered here, and perhaps still asked by a reading that began before. */
  #answered = $state.raw<ReadonlySet<string>>(new Set());
  #total = $state(0);
  coverage = $state.raw<Coverage>({ named: 0, all: 0, goal: null });
  loaded = $state(false);
  /** Opens the field for a name; set by the card that has one. */
  focusName: (() => void) | null = null;

  readonly #open: readonly Question[] = $derived(
    this.#read.filter((question) => !this.#answered.has(question.id)),
  );
  readonly current: Question | null = $derived(this.#open[0] ?? null);
  readonly next: Question | null = $derived(this.#open[1] ?? null);
  readonly left: number = $derived(this.#total - (this.#read.length - this.#open.length));

  readonly refresh = coalesced(async () => {
    const page = await this.#backend.listQuestions({ offset: 0, limit: readAhead });
    this.#read = page.questions;
    this.#total = page.total;
    this.coverage = page.coverage;
    this.loaded = true;
  });

  readonly #onError: (error: unknown) => void;

  constructor(backend: Backend, decisions: Decisions, onError: (error: unknown) => void) {
    this.#onError = onError;
    this.#backend = backend;
    this.#decisions = decisions;
  }

  /** Every face that a question shows. */
  facesOf({ asked }: Question): readonly Face[] {
    const known = "known" in asked ? asked.known.faces : [];
    return [...decidedOn(asked), ...known];
  }

  /** Carries out a key; false when it means nothing here. */
  run(command: Command): boolean {
    const answer = this.current && answerOf(command);
    if (!answer) return false;
    void this.answer(answer);
    return true;
  }

  /** Answers the question on the screen once; the next one comes at once. */
  async answer(answer: Answer): Promise<boolean> {
    const question = this.current;
    if (!question) return false;
    if (question.asked.kind === "name" && answer === "yes") {
      this.focusName?.();
      return false;
    }
    return this.#decide(question, (asked) => this.#decisionsFor(asked, answer));
  }

  /** Says who the group on the screen is. */
  async name(person: string): Promise<boolean> {
    const question = this.current;
    if (question?.asked.kind !== "name") return false;
    const { group } = question.asked;
    return this.#decide(question, async () =>
      (await this.#facesOf(group)).map((face) => confirm(face, person)),
    );
  }

  async #decide(
    question: Question,
    decide: (asked: Question["asked"]) => Promise<Decision[]>,
  ): Promise<boolean> {
    this.#answered = new Set([...this.#answered, question.id]);
    try {
      return await this.#decisions.run({
        decisions: await decide(question.asked),
        faces: decidedOn(question.asked),
        groups:
          question.asked.kind === "pair" || !("group" in question.asked) ? [] : [question.asked.group.id],
      });
    } catch (error) {
      this.#onError(error);
      return false;
    } finally {
      await this.refresh().catch(this.#onError);
      this.#answered = new Set([...this.#answered].filter((id) => id !== question.id));
    }
  }

  async #decisionsFor(asked: Question["asked"], answer: Answer): Promise<Decision[]> {
    switch (asked.kind) {
      case "name":
        return (await this.#facesOf(asked.group)).map((face) => aboutFace(face, answer, null));
      case "person": {
        const { name } = asked.known.person;
        return (await this.#facesOf(asked.group)).map((face) => aboutFace(face, answer, name));
      }
      case "face":
        return [aboutFace(asked.face, answer, asked.known.person.name)];
      case "pair": {
        const [one, other] = await Promise.all([this.#facesOf(asked.group), this.#facesOf(asked.other)]);
        if (answer === "ignore") return [...one, ...other].map((face) => aboutFace(face, "ignore", null));
        return across(one, other).map(([face, second]) => ({
          kind: ({ yes: "same", no: "different", later: "unsure" } as const)[answer],
          face,
          other: second,
        }));
      }
    }
  }

  async #facesOf(group: Group): Promise<readonly Face[]> {
    if (group.faces.length >= group.count) return group.faces;
    return faceList(this.#backend, { kind: "group", group: group.id }).all();
  }
}

/** What one face says; nobody's name is asked for where `person` is null, and "no" means nobody the person knows. */
function aboutFace(face: Face, answer: Answer, person: string | null): Decision {
  switch (answer) {
    case "yes":
      return person === null ? { kind: "later", face: face.id } : confirm(face, person);
    case "no":
      return person === null
        ? { kind: "stranger", face: face.id }
        : { kind: "reject", face: face.id, person };
    case "later":
      return { kind: "later", face: face.id };
    case "ignore":
      return { kind: "ignore", face: face.id };
  }
}

const confirm = (face: Face, person: string): Decision => ({
  kind: "confirm",
  face: face.id,
  person,
  allowTwice: false,
});

/**
 * Two groups as pairs of faces: the first face of each with all of the other. So what is said holds on when the
 * groups fall apart, and grows with the faces, not with their product.
 */
export function across(one: readonly Face[], other: readonly Face[]): [string, string][] {
  const [first] = one;
  const [second] = other;
  if (!first || !second) return [];
  return [
    ...other.map((face): [string, string] => [first.id, face.id]),
    ...one.slice(1).map((face): [string, string] => [face.id, second.id]),
  ];
}

/** The faces of a question that are on the screen and decided on. */
function decidedOn(asked: Question["asked"]): readonly Face[] {
  switch (asked.kind) {
    case "face":
      return [asked.face];
    case "pair":
      return [...asked.group.faces, ...asked.other.faces];
    default:
      return asked.group.faces;
  }
}

function answerOf(command: Command): Answer | null {
  switch (command) {
    case "confirm":
      return "yes";
    case "reject":
      return "no";
    case "notSure":
      return "later";
    case "ignore":
      return "ignore";
    default:
      return null;
  }
}
