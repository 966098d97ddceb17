import type {
  Decision,
  Face,
  PastStep,
  PersonRef,
  RunnerUp,
  Strictness,
  StrictnessEffect,
  UndoState,
} from "../types";
import { hiddenAs } from "./hiding";
import { keywordsAfter } from "./keywords";
import { leftOutAfter, photosThere } from "./leavingOut";
import { dated, dayOf, inherited, outOfLife } from "./lives";
import { lookOf, viewOf } from "./look";
import { checkedName, fail, fold } from "./names";
import { keyFaceOf, pictured } from "./pictures";
import { kindOf, peopleOf, record, type Changed } from "./steps";
import type { FakeFace, FakeKeywords, FakeLeftOut, FakeLink, FakePerson, Seed, Word } from "./seed";

type Step = {
  id: number;
  at: number;
  about: string[];
  keyword: string[];
  renamed: string[];
  kind: string;
  count: number;
  faces: Changed<FakeFace>;
  people: Changed<FakePerson>;
  links: Changed<FakeLink>;
  keywords: Changed<FakeKeywords>;
  leftOut: Changed<FakeLeftOut>;
  /** The contradictions that it settled. */
  settled: readonly string[];
};

/** How likely a suggestion must be, in percent; nothing drawn is less likely than perhaps. */
const least = { perhaps: 0, likely: 90, almostSure: 99 } as const;
/** Nobody else is drawn like these. */
const firstDrawn = 2000;

/** The decisions and their laws, as the real library keeps them. */
export class FakeLibrary {
  readonly seed: Seed;
  revision = 1;
  strictness: Strictness = "perhaps";
  #undone: Step[] = [];
  #done: Step[] = [];
  #nextPerson = 100;
  #nextDrawn = 0;
  #nextStep = 1;

  constructor(seed: Seed) {
    this.seed = seed;
  }

  get undoState(): UndoState {
    const top = (steps: Step[]) => {
      const step = steps.at(-1);
      return step ? { kind: step.kind, count: step.count } : null;
    };
    return { undo: top(this.#done), redo: top(this.#undone) };
  }

  /** Whether anything changed. */
  decide(decisions: Decision[]): boolean {
    return this.#take(decisions, kindOf(decisions[0]), []);
  }

  /** Settles contradictions by these decisions, if any are needed for that. */
  settle(decisions: Decision[], settled: readonly string[]): void {
    this.#take(decisions, "settle", settled);
  }

  /** The contradictions that are settled as the log stands. */
  settled(): Set<string> {
    return new Set(this.#done.flatMap((step) => step.settled));
  }

  #take(decisions: Decision[], kind: string, settled: readonly string[]): boolean {
    const [first] = decisions;
    const step: Step = {
      id: this.#nextStep++,
      at: Math.floor(Date.now() / 1000),
      about: settled.length > 0 ? [] : peopleOf(decisions),
      keyword: first && "keyword" in first ? first.keyword : [],
      renamed: first?.kind === "renameKeyword" ? first.to : [],
      kind,
      count: settled.length > 0 ? settled.length : decisions.length,
      faces: new Map(),
      people: new Map(),
      links: new Map(),
      keywords: new Map(),
      leftOut: new Map(),
      settled,
    };
    try {
      for (const decision of decisions) this.#apply(decision, step);
    } catch (error) {
      this.#replay(step, "before");
      throw error;
    }
    const changed = [step.faces, step.people, step.links, step.keywords, step.leftOut].some(
      ({ size }) => size > 0,
    );
    if (!changed && settled.length === 0) return false;
    this.#done.push(step);
    this.#undone = [];
    return true;
  }

  undo(): void {
    const step = this.#done.pop();
    if (!step) return;
    this.#replay(step, "before");
    this.#undone.push(step);
  }

  redo(): void {
    const step = this.#undone.pop();
    if (!step) return;
    this.#replay(step, "after");
    this.#done.push(step);
  }

  /** The history, the newest step first. */
  get steps(): PastStep[] {
    const past = (holds: boolean) => (step: Step) => ({
      id: String(step.id),
      at: step.at,
      kind: step.kind,
      count: step.count,
      people: step.about,
      keyword: step.keyword,
      renamed: step.renamed,
      place: step.count === 1 ? ([...step.leftOut.keys()][0]?.replace(/\/$/, "") ?? null) : null,
      programs: [],
      holds,
    });
    return [...this.#undone.map(past(false)), ...this.#done.map(past(true)).reverse()];
  }

  /** Takes steps back, or brings them again, until `last` is the last one that holds. */
  goTo(last: string | null): void {
    const id = last === null ? 0 : Number(last);
    while ((this.#done.at(-1)?.id ?? 0) > id) this.undo();
    while ((this.#undone.at(-1)?.id ?? Infinity) <= id) this.redo();
  }

  #replay(step: Step, side: "before" | "after"): void {
    const restore = <T>(into: Map<string, T>, changed: Changed<T>) => {
      for (const [id, change] of changed) {
        const value = change[side];
        if (value === undefined) into.delete(id);
        else into.set(id, value);
      }
    };
    restore(this.seed.faces, step.faces);
    restore(this.seed.people, step.people);
    restore(this.seed.links, step.links);
    restore(this.seed.keywords, step.keywords);
    restore(this.seed.leftOut, step.leftOut);
  }

  #apply(decision: Decision, step: Step): void {
    if ("keyword" in decision) {
      const after = keywordsAfter(this.seed.keywords, decision);
      return after.forEach((photo) => record(step.keywords, this.seed.keywords, photo));
    }
    switch (decision.kind) {
      case "confirm":
        return this.#confirm(step, this.#face(decision.face), decision.person, decision.allowTwice);
      case "reject":
        return this.#reject(step, this.#face(decision.face), decision.person);
      case "ignore":
        return this.#say(step, this.#face(decision.face), { kind: "ignored" });
      case "notAFace":
        return this.#say(step, this.#face(decision.face), { kind: "notAFace" });
      case "stranger":
        return this.#say(step, this.#face(decision.face), { kind: "stranger" });
      case "later":
        return this.#setFace(step, { ...this.#face(decision.face), later: true });
      case "same":
      case "different":
      case "unsure":
        return this.#link(step, this.#face(decision.face), this.#face(decision.other), decision.kind);
      case "clear":
        return this.#say(step, this.#face(decision.face), { kind: "open" });
      case "draw":
        return this.#draw(step, decision);
      case "place": {
        const face = this.#face(decision.face);
        return this.#setFace(step, { ...face, box: decision.box, version: face.version + 1 });
      }
      case "leaveOut":
      case "leavePhotoOut":
        return leftOutAfter(this, decision).forEach((after) =>
          record(step.leftOut, this.seed.leftOut, after),
        );
      default:
        return this.#applyToPerson(decision, step);
    }
  }

  #applyToPerson(
    decision: Extract<Decision, { kind: "rename" | "dates" | "keyFace" | "hide" | "merge" }>,
    step: Step,
  ): void {
    const person = this.#person(decision.person);
    switch (decision.kind) {
      case "rename":
        return this.#rename(step, person, decision.to);
      case "dates":
        return this.#setPerson(step, dated(person, decision));
      case "keyFace":
        return this.#setPerson(step, pictured(person, this.#face(decision.face)));
      case "hide":
        return this.#setPerson(step, hiddenAs(person, decision));
      case "merge":
        return this.#merge(step, person, this.#person(decision.into), decision.allowTwice);
    }
  }

  #confirm(step: Step, face: FakeFace, name: string, allowTwice: boolean): void {
    const person = this.#findPerson(name) ?? this.#addPerson(step, name);
    const twice = this.inPhoto(face.photo).some(
      (other) => other.id !== face.id && other.word.kind === "confirmed" && other.word.person === person.id,
    );
    if (twice && !allowTwice) fail({ code: "twiceInPhoto", person: person.name, photo: face.photo });
    const rejected = face.rejected.filter((id) => id !== person.id);
    this.#setFace(step, { ...face, rejected, word: { kind: "confirmed", person: person.id } });
  }

  #reject(step: Step, face: FakeFace, name: string): void {
    const person = this.#person(name);
    const word: Word =
      face.word.kind === "confirmed" && face.word.person === person.id ? { kind: "open" } : face.word;
    this.#setFace(step, { ...face, word, rejected: [...face.rejected, person.id] });
  }

  #say(step: Step, face: FakeFace, word: Word): void {
    this.#setFace(step, { ...face, word });
  }

  #link(step: Step, face: FakeFace, other: FakeFace, said: FakeLink["said"]): void {
    const id = [face.id, other.id].sort().join("|");
    record(step.links, this.seed.links, { id, faces: [face.id, other.id], said });
  }

  #rename(step: Step, person: FakePerson, to: string): void {
    const name = checkedName(to);
    const other = this.#findPerson(name);
    if (other && other.id !== person.id) fail({ code: "nameTaken", name: other.name });
    this.#setPerson(step, { ...person, name });
  }

  #merge(step: Step, person: FakePerson, into: FakePerson, allowTwice: boolean): void {
    const keyFace = keyFaceOf(into, this.seed.faces) ?? keyFaceOf(person, this.seed.faces);
    for (const face of this.seed.faces.values())
      if (face.word.kind === "confirmed" && face.word.person === person.id)
        this.#confirm(step, face, into.name, allowTwice);
    this.#setPerson(step, { ...person, merged: true });
    this.#setPerson(step, { ...inherited(into, person), keyFace });
  }

  #draw(step: Step, { photo, box, person, allowTwice }: Extract<Decision, { kind: "draw" }>): void {
    const number = this.#nextDrawn++;
    const face: FakeFace = {
      id: `drawn${number}`,
      photo,
      identity: firstDrawn + number,
      takenFor: firstDrawn + number,
      probability: 0,
      box,
      version: 1,
      look: lookOf(firstDrawn + number),
      view: viewOf(number),
      word: { kind: "open" },
      rejected: [],
      later: false,
    };
    this.#setFace(step, face);
    if (person !== null) this.#confirm(step, face, person, allowTwice);
  }

  #addPerson(step: Step, name: string): FakePerson {
    const id = `p${this.#nextPerson++}`;
    const unknown = { merged: false, born: null, died: null, keyFace: null, hidden: false };
    const person = { id, name: checkedName(name), ...unknown };
    this.#setPerson(step, person);
    return person;
  }

  #setFace(step: Step, face: FakeFace): void {
    record(step.faces, this.seed.faces, face);
  }

  #setPerson(step: Step, person: FakePerson | null): void {
    if (person) record(step.people, this.seed.people, person);
  }

  #face(id: string): FakeFace {
    return this.seed.faces.get(id) ?? fail({ code: "notFound", what: id });
  }

  #findPerson(name: string): FakePerson | undefined {
    return this.people().find((person) => fold(person.name) === fold(name));
  }

  #person(name: string): FakePerson {
    return this.#findPerson(name) ?? fail({ code: "notFound", what: name });
  }

  inPhoto(photo: string): FakeFace[] {
    return [...this.seed.faces.values()].filter((face) => face.photo === photo);
  }

  /** Whether nothing speaks against it that all these faces are one person. */
  mayBe(faces: readonly Face[], person: string): boolean {
    return faces.every(({ id, taken }) => this.#mayBe(this.#face(id), person, taken));
  }

  #mayBe(face: FakeFace, id: string, taken: string | null): boolean {
    const person = this.seed.people.get(id);
    return person !== undefined && !face.rejected.includes(id) && outOfLife(person, taken) === null;
  }

  /** Whether anything was said of two of these faces together. */
  areCompared(faces: readonly Face[], others: readonly Face[]): boolean {
    const ids = new Set([...faces, ...others].map((face) => face.id));
    return [...this.seed.links.values()].some((link) => link.faces.every((id) => ids.has(id)));
  }

  strictnessEffects(): StrictnessEffect[] {
    const confirmed = [...this.seed.faces.values()].filter((face) => face.word.kind === "confirmed");
    return (["perhaps", "likely", "almostSure"] as const).map((strictness) => {
      const named = confirmed.filter((face) => face.probability >= least[strictness]);
      const right = named.filter((face) => face.takenFor === face.identity).length;
      const wrong = named.length - right;
      return { strictness, right, wrong, silent: confirmed.length - named.length };
    });
  }

  keywordsOf(photo: string): string[][] {
    return this.seed.keywords.get(photo)?.keywords ?? fail({ code: "notFound", what: photo });
  }

  people(): FakePerson[] {
    return [...this.seed.people.values()].filter((person) => !person.merged);
  }

  /** Whoever is not sure has a second one in mind. */
  #runnerUp({ probability }: FakeFace, suggested: PersonRef): RunnerUp | null {
    const other = this.people().find((person) => person.id !== suggested.id && !person.hidden);
    return probability >= 90 || !other
      ? null
      : { person: { id: other.id, name: other.name }, probability: 100 - probability };
  }

  /** Every scanned face as the page sees it, with suggestions and groups drawn from the decisions. */
  view(): Face[] {
    const taken = new Map(photosThere(this).map((photo) => [photo.id, photo.taken]));
    const faces = [...this.seed.faces.values()].filter((face) => taken.has(face.photo));
    const known = this.#knownIdentities(faces);
    const suggested = new Map<string, PersonRef>();
    const crowd = new Map<string, number>();
    const group = this.#groups();
    for (const face of faces) {
      if (face.word.kind !== "open") continue;
      const person = known.get(face.takenFor);
      const sure = face.probability >= least[this.strictness];
      if (person && sure && this.#mayBe(face, person.id, taken.get(face.photo) ?? null))
        suggested.set(face.id, person);
      else crowd.set(group(face), (crowd.get(group(face)) ?? 0) + 1);
    }
    return faces.map((face) => {
      const grouped = !suggested.has(face.id) && (crowd.get(group(face)) ?? 0) >= 3;
      const inGroup = grouped ? `g${group(face)}` : null;
      return this.#show(face, taken.get(face.photo) ?? null, suggested.get(face.id), inGroup);
    });
  }

  /**
   * Which group a face is in: those of whom the person said that they are one are together, and one that was said to
   * differ from another in its group is apart, with all that differ from the same one.
   */
  #groups(): (face: FakeFace) => string {
    const joined = new Map<number, number>();
    const of = (identity: number): number => {
      const into = joined.get(identity);
      return into === undefined ? identity : of(into);
    };
    for (const { faces, said } of this.seed.links.values()) {
      const [one, other] = faces.map((id) => of(this.#face(id).takenFor)) as [number, number];
      if (said === "same" && one !== other) joined.set(Math.max(one, other), Math.min(one, other));
    }
    const apart = new Map<string, string>();
    const group = ({ id, takenFor }: FakeFace) => apart.get(id) ?? String(of(takenFor));
    for (const { faces, said } of this.seed.links.values()) {
      const [face, other] = faces.map((id) => this.#face(id)) as [FakeFace, FakeFace];
      const stays = group(other);
      if (said === "different" && group(face) === stays) apart.set(face.id, `${stays}-${other.id}`);
    }
    return group;
  }

  #knownIdentities(faces: FakeFace[]): Map<number, PersonRef> {
    const votes = new Map<number, Map<string, number>>();
    for (const face of faces) {
      if (face.word.kind !== "confirmed") continue;
      const ballot = votes.get(face.identity) ?? new Map<string, number>();
      votes.set(face.identity, ballot.set(face.word.person, (ballot.get(face.word.person) ?? 0) + 1));
    }
    const known = new Map<number, PersonRef>();
    for (const [identity, ballot] of votes) {
      const [winner, count] = [...ballot].sort((a, b) => b[1] - a[1])[0] as [string, number];
      const person = this.seed.people.get(winner);
      if (person && count >= 2) known.set(identity, { id: person.id, name: person.name });
    }
    return known;
  }

  #show(
    face: FakeFace,
    taken: string | null,
    suggested: PersonRef | undefined,
    inGroup: string | null,
  ): Face {
    const { word } = face;
    const person = word.kind === "confirmed" ? this.seed.people.get(word.person) : undefined;
    const reason = word.kind === "open" || word.kind === "confirmed" ? null : word.kind;
    return {
      id: face.id,
      photo: face.photo,
      thumbnail: `${face.id}-${face.version}`,
      state: person ? "confirmed" : reason !== null ? "ignored" : suggested ? "suggested" : "unknown",
      reason,
      person: person ? { id: person.id, name: person.name } : null,
      later: face.later,
      suggestion: suggested
        ? { person: suggested, probability: face.probability, runnerUp: this.#runnerUp(face, suggested) }
        : null,
      group: word.kind === "open" ? inGroup : null,
      box: face.box,
      taken,
      takenOn: dayOf(taken),
    };
  }
}
