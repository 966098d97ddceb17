import type { PersonRow, PhotoTile } from "../ipc";
import { PointerDrag, type DropTarget } from "../lib/pointerDrag";
import type { Board, BoardItem } from "./board.svelte";

export type Payload =
  | { kind: "items"; board: Board; items: BoardItem[] }
  | { kind: "person"; person: PersonRow }
  /** Photos, and a few of them as they are shown. */
  | { kind: "photos"; photos: readonly string[]; tiles: readonly PhotoTile[] };

/** What is being dragged, where the pointer is, and what it is over. */
export class Drag {
  payload = $state.raw<Payload | null>(null);
  x = $state(0);
  y = $state(0);
  target = $state<DropTarget | null>(null);
  /** Why the last drag ended, for the screen reader. */
  cancelled = $state(0);
  readonly #pointer: PointerDrag<Payload>;

  constructor(
    accepts: (payload: Payload, target: DropTarget) => boolean,
    drop: (payload: Payload, target: DropTarget) => void,
  ) {
    this.#pointer = new PointerDrag<Payload>({
      accepts,
      moved: (payload, x, y, target) => {
        this.payload = payload;
        [this.x, this.y, this.target] = [x, y, target];
      },
      ended: (payload, target) => {
        this.payload = null;
        this.target = null;
        if (target) drop(payload, target);
        else this.cancelled += 1;
      },
    });
  }

  /** Call on `pointerdown`; `pick` is asked for the payload once the pointer has moved or rested long enough. */
  watch(event: PointerEvent, pick: () => Payload | null, onLongPress?: () => void): void {
    this.#pointer.watch(event, pick, onLongPress);
  }
}
