import { asCommandError, type Backend, type Decision, type Face } from "../ipc";
import { m } from "../i18n";
import type { Expectation } from "./expectation";
import type { Library } from "./library.svelte";
import { predict } from "./predict";
import type { Toast, Toasts } from "./toast.svelte";
import { resolveTwice, twiceQuestion, type TwiceChoice, type TwiceQuestion } from "./twice";
import { errorText, stepText, tallyOf, type Tally } from "./words";

/** A list that shows decisions before the library has answered. */
export interface Optimist {
  expect(expectation: Expectation): void;
  drop(expectation: Expectation): void;
  settle(expectation: Expectation): void;
}

export type Request = {
  decisions: Decision[];
  /** The faces decided on, as the screen shows them now. */
  faces: readonly Face[];
  /** Groups that are decided on as a whole. */
  groups?: readonly string[];
  /** What is said of it, where the kind of the decisions says too little. */
  toast?: Pick<Toast, "text" | "link">;
};

export type TwiceAnswer = { choice: TwiceChoice; forAll: boolean };

/** Everything a person says goes through here, one thing after the other: decisions, undo and redo. */
export class Decisions {
  readonly #backend: Backend;
  readonly #library: Library;
  readonly #toasts: Toasts;
  readonly #optimists = new Set<Optimist>();
  #queue: Promise<unknown> = Promise.resolve();
  #tally: Tally | null = null;
  #tallyToast: object | null = null;
  #answer: ((answer: TwiceAnswer) => void) | null = null;

  question = $state.raw<TwiceQuestion | null>(null);

  constructor(backend: Backend, library: Library, toasts: Toasts) {
    this.#backend = backend;
    this.#library = library;
    this.#toasts = toasts;
  }

  /** Lets `list` show what is decided from now on, until the returned function is called. */
  join(list: Optimist): () => void {
    this.#optimists.add(list);
    return () => void this.#optimists.delete(list);
  }

  /** Shows the result at once; resolves to whether the library took it. */
  run(request: Request): Promise<boolean> {
    if (request.decisions.length === 0) return Promise.resolve(false);
    const expectation = expectationOf(request);
    for (const list of this.#optimists) list.expect(expectation);
    return this.#inTurn(() => this.#decide(request, expectation));
  }

  undo(): Promise<void> {
    return this.#inTurn(() => this.#step("undo"));
  }

  redo(): Promise<void> {
    return this.#inTurn(() => this.#step("redo"));
  }

  /** Undoes or redoes until `step` is the last one that holds; null for the point before the first. */
  goTo(step: string | null): Promise<void> {
    return this.#inTurn(async () => {
      this.#tally = null;
      this.#toasts.dismiss();
      try {
        this.#library.undo = await this.#backend.goToStep({ step });
      } catch (thrown) {
        this.#toasts.error(errorText(asCommandError(thrown)));
      }
    });
  }

  answer(answer: TwiceAnswer): void {
    this.question = null;
    this.#answer?.(answer);
    this.#answer = null;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => {});
    return turn;
  }

  async #decide(request: Request, expectation: Expectation): Promise<boolean> {
    let decisions: Decision[] | null = request.decisions;
    let always: TwiceChoice | null = null;
    while (decisions) {
      try {
        const { undo, made } = await this.#backend.decide({ decisions });
        for (const list of this.#optimists) list.settle(expectation);
        this.#library.undo = undo;
        if (made) this.#report(decisions, request.toast);
        else this.#reportNothing();
        return true;
      } catch (thrown) {
        const error = asCommandError(thrown);
        for (const list of this.#optimists) list.drop(expectation);
        if (error.code !== "twiceInPhoto") {
          this.#toasts.error(errorText(error));
          return false;
        }
        const question = await this.#questionFor(error.person, error.photo, decisions);
        if (!question) return false;
        const known: TwiceChoice | null =
          always !== null && question.choices.includes(always) ? always : null;
        const answer: TwiceAnswer =
          known === null ? await this.#ask(question) : { choice: known, forAll: true };
        if (answer.forAll) always = answer.choice;
        decisions = resolveTwice(question, answer.choice, decisions);
      }
    }
    return false;
  }

  #reportNothing(): void {
    this.#tally = null;
    this.#toasts.show({ kind: "done", text: m.toast.nothingNew });
  }

  /** What has words of its own is not counted together with what came before. */
  #report(decisions: readonly Decision[], own: Request["toast"]): void {
    const before = own === undefined && this.#toasts.current === this.#tallyToast ? this.#tally : null;
    const tally = tallyOf(decisions, before);
    if (!tally) return;
    const undo = () => void this.#undoRun(tally.steps);
    const toast: Toast = { kind: "done", text: tally.text, ...own, undo };
    this.#tally = own === undefined ? tally : null;
    this.#tallyToast = toast;
    this.#toasts.show(toast);
  }

  async #questionFor(
    name: string,
    photo: string,
    decisions: readonly Decision[],
  ): Promise<TwiceQuestion | null> {
    try {
      return twiceQuestion(name, await this.#backend.getPhoto({ photo }), decisions);
    } catch (thrown) {
      this.#toasts.error(errorText(asCommandError(thrown)));
      return null;
    }
  }

  #ask(question: TwiceQuestion): Promise<TwiceAnswer> {
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.question = question;
    });
  }

  async #undoRun(steps: number): Promise<void> {
    this.#toasts.dismiss();
    await this.#inTurn(async () => {
      for (let step = 0; step < steps; step++) await this.#step("undo");
    });
  }

  async #step(direction: "undo" | "redo"): Promise<void> {
    const step = this.#library.undo[direction];
    this.#tally = null;
    if (!step) {
      this.#toasts.show({
        kind: "done",
        text: direction === "undo" ? m.toast.nothingToUndo : m.toast.nothingToRedo,
      });
      return;
    }
    try {
      this.#library.undo = await this.#backend[direction]();
      const text = stepText(step);
      this.#toasts.show({
        kind: "done",
        text: direction === "undo" ? m.toast.undone(text) : m.toast.redone(text),
      });
    } catch (thrown) {
      this.#toasts.error(errorText(asCommandError(thrown)));
    }
  }
}

function expectationOf({ decisions, faces, groups = [] }: Request): Expectation {
  const byId = new Map(faces.map((face) => [face.id, face]));
  const expected = new Map<string, Face>();
  for (const decision of decisions) {
    if (!("face" in decision)) continue;
    const face = expected.get(decision.face) ?? byId.get(decision.face);
    if (face) expected.set(face.id, predict(face, decision));
  }
  return { faces: expected, groups: new Set(groups) };
}
