import type { Backend, Doubt } from "../ipc";
import { PagedList } from "./pagedList.svelte";

/** Confirmed faces that look as if they were not their person, the most doubtful first. */
export type DoubtList = PagedList<Doubt & { id: string }>;

export function doubtList(backend: Backend): DoubtList {
  return new PagedList({
    pageSize: 40,
    async read(offset, limit) {
      const { total, doubts } = await backend.listDoubts({ offset, limit });
      return { total, items: doubts.map((doubt) => ({ ...doubt, id: doubt.face.id })) };
    },
    expected(doubt, expectations) {
      const { person } = expectations.face(doubt.face);
      return person?.name === doubt.face.person?.name ? doubt : null;
    },
  });
}
