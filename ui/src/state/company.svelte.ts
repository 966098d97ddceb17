import type { Backend, Together } from "../ipc";
import { coalesced } from "./coalesce";

/** More would not be seen at a glance. */
const most = 8;

/** The people who share the most photos with somebody, the most first. */
export class Company {
  others = $state.raw<readonly Together[]>([]);
  readonly refresh: () => Promise<void>;

  constructor(backend: Backend, person: string) {
    this.refresh = coalesced(async () => {
      this.others = await backend.listTogether({ person, limit: most });
    });
  }
}
