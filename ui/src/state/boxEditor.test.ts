import { beforeEach, describe, expect, it } from "vitest";
import type { Face, Photo } from "../ipc";
import type { Box } from "../lib/boxes";
import { BoxEditor } from "./boxEditor.svelte";

const rect = { left: 100, top: 50, width: 400, height: 200 };
const at = (x: number, y: number) => ({ x: rect.left + x * rect.width, y: rect.top + y * rect.height });
const anna = { id: "anna", box: { x: 0.5, y: 0.25, w: 0.25, h: 0.25 } } as Face;

/** A library that keeps one photo, and takes what is said after the test lets it. */
class Fake {
  photo: Photo = { id: "photo", width: 400, height: 200, faces: [anna] } as unknown as Photo;
  active: string | null = "anna";
  said: unknown[] = [];
  takes = true;
  person: string | null = null;
  seen: Box = { x: 0, y: 0, w: 1, h: 1 };
  #answers: (() => void)[] = [];
  readonly boxes = new BoxEditor({
    photo: () => this.photo,
    face: () => this.photo.faces.find((face) => face.id === this.active) ?? null,
    seen: () => this.seen,
    person: () => this.person,
    draw: (photo, box, person) => this.#say({ photo, box, person }, () => this.#add(box)),
    place: (face, box) => this.#say({ face: face.id, box }, () => this.#move(face.id, box)),
    refresh: async () => {},
    mark: (face) => (this.active = face),
  });

  /** The library answers everything that it was told. */
  async answer(): Promise<void> {
    for (const answer of this.#answers.splice(0)) answer();
    await new Promise((resolve) => setTimeout(resolve));
  }

  get face(): Face {
    return this.photo.faces[0] as Face;
  }

  #say(what: unknown, take: () => void): Promise<boolean> {
    this.said.push(what);
    return new Promise((resolve) =>
      this.#answers.push(() => {
        if (this.takes) take();
        resolve(this.takes);
      }),
    );
  }

  #add(box: Box): void {
    this.photo = { ...this.photo, faces: [...this.photo.faces, { ...anna, id: "drawn", box }] };
  }

  #move(id: string, box: Box): void {
    const faces = this.photo.faces.map((face) => (face.id === id ? { ...face, box } : face));
    this.photo = { ...this.photo, faces };
  }
}

let fake: Fake;
beforeEach(() => void (fake = new Fake()));

describe("drawing", () => {
  it("asks for no name where it is known whose face is drawn", async () => {
    fake.person = "Rosa";
    fake.boxes.start(false);
    fake.boxes.begin("draw", at(0.1, 0.1), rect);
    fake.boxes.drag(at(0.4, 0.6));
    fake.boxes.end();
    expect(fake.boxes.phase).toBe("idle");
    expect(fake.said).toMatchObject([{ photo: "photo", person: "Rosa" }]);
    await fake.answer();
    expect(fake.active).toBe("drawn");
  });

  it("makes a box of a drag, asks for its name, and marks the new face", async () => {
    const { boxes } = fake;
    expect(boxes.start(false)).toBe(true);
    boxes.begin("draw", at(0.1, 0.1), rect);
    boxes.drag(at(0.2, 0.2));
    boxes.drag(at(0.35, 0.6));
    boxes.end();
    expect(boxes.phase).toBe("naming");
    const box = boxes.draft;
    expect(box?.w).toBeCloseTo(0.25);
    expect(box?.h).toBeCloseTo(0.5);
    const kept = boxes.keep("Ben");
    expect(boxes.draft).toBe(box);
    await fake.answer();
    await kept;
    expect(fake.said).toEqual([{ photo: "photo", box, person: "Ben" }]);
    expect([boxes.draft, boxes.phase, fake.active]).toEqual([null, "idle", "drawn"]);
  });

  it("waits on after a press that drew nothing", () => {
    const { boxes } = fake;
    boxes.start(false);
    boxes.begin("draw", at(0.1, 0.1), rect);
    boxes.drag(at(0.105, 0.3));
    boxes.end();
    expect([boxes.phase, boxes.draft]).toEqual(["drawing", null]);
  });

  it("takes the box back with one step back, and says nothing", () => {
    const { boxes } = fake;
    boxes.start(true);
    boxes.ask();
    expect(boxes.phase).toBe("naming");
    expect([boxes.back(), boxes.phase, boxes.draft, fake.said]).toEqual([true, "idle", null, []]);
    expect(boxes.back()).toBe(false);
  });

  it("needs no pointer: a box in the middle is moved by keys", async () => {
    const { boxes } = fake;
    boxes.start(true);
    const before = boxes.draft;
    expect(boxes.press("ArrowLeft", false, rect)).toBe(true);
    expect(boxes.draft?.x).toBeCloseTo((before?.x ?? 0) - 0.01);
    boxes.release();
    boxes.ask();
    void boxes.keep(null);
    await fake.answer();
    expect(fake.said).toMatchObject([{ person: null }]);
  });

  it("shows no box that the library did not take", async () => {
    const { boxes } = fake;
    boxes.start(true);
    fake.takes = false;
    void boxes.keep("Ben");
    await fake.answer();
    expect([boxes.draft, fake.active]).toEqual([null, "anna"]);
  });
});

describe("a selected box", () => {
  beforeEach(() => fake.boxes.select(anna));

  it("follows the pointer and is kept as one change", async () => {
    const { boxes } = fake;
    boxes.begin("move", at(0.6, 0.3), rect);
    boxes.drag(at(0.55, 0.35));
    boxes.drag(at(0.5, 0.4));
    expect(boxes.boxOf(fake.face).x).toBeCloseTo(0.4);
    boxes.end();
    expect(fake.said).toHaveLength(1);
    await fake.answer();
    expect(fake.face.box.x).toBeCloseTo(0.4);
    expect(fake.face.box.y).toBeCloseTo(0.35);
    expect(boxes.boxOf(fake.face)).toBe(fake.face.box);
  });

  it("goes back to its place when the drag is broken off, or the library says no", async () => {
    const { boxes } = fake;
    boxes.begin("se", at(0.75, 0.5), rect);
    boxes.drag(at(0.9, 0.9));
    expect(boxes.boxOf(anna).w).toBeCloseTo(0.4);
    boxes.cancel();
    expect([boxes.boxOf(anna), fake.said]).toEqual([anna.box, []]);
    fake.takes = false;
    boxes.begin("se", at(0.75, 0.5), rect);
    boxes.drag(at(0.9, 0.9));
    boxes.end();
    await fake.answer();
    expect(boxes.boxOf(anna)).toEqual(anna.box);
  });

  it("is not changed by a click", () => {
    const { boxes } = fake;
    boxes.begin("move", at(0.6, 0.3), rect);
    boxes.drag(at(0.6, 0.3));
    boxes.end();
    expect(fake.said).toEqual([]);
  });

  it("moves as long as a key is held, and is kept when it is let go", async () => {
    const { boxes } = fake;
    for (let repeat = 0; repeat < 5; repeat++) boxes.press("ArrowRight", false, rect);
    expect(fake.said).toEqual([]);
    boxes.release();
    boxes.release();
    expect(fake.said).toHaveLength(1);
    await fake.answer();
    expect(fake.face.box.x).toBeCloseTo(0.55);
  });

  it("goes there and back while the library is slow", async () => {
    const { boxes } = fake;
    for (const key of ["ArrowRight", "ArrowLeft"]) {
      boxes.press(key, false, rect);
      boxes.release();
    }
    expect(fake.said).toHaveLength(2);
    await fake.answer();
    expect(fake.face.box.x).toBeCloseTo(0.5);
    expect(boxes.boxOf(fake.face)).toBe(fake.face.box);
  });

  it("is let go by one step back", () => {
    const { boxes } = fake;
    expect([boxes.isSelected(anna), boxes.back(), boxes.isSelected(anna)]).toEqual([true, true, false]);
  });
});
