import type { Backend, OutOfLife } from "../ipc";
import { PagedList } from "./pagedList.svelte";

/** Confirmed faces of photos that were taken before their person was born, or after they died. */
export type OutOfLifeList = PagedList<OutOfLife & { id: string }>;

export function outOfLifeList(backend: Backend): OutOfLifeList {
  return new PagedList({
    pageSize: 60,
    async read(offset, limit) {
      const { total, faces } = await backend.listOutOfLife({ offset, limit });
      return { total, items: faces.map((out) => ({ ...out, id: out.face.id })) };
    },
    expected(out, expectations) {
      const { person } = expectations.face(out.face);
      return person?.name === out.face.person?.name ? out : null;
    },
  });
}
