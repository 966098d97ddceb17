import { m } from "../../i18n";
import type { Scan } from "../../state/scan.svelte";

type Job = NonNullable<Scan["job"]>;

export function shareOf(job: Job): number {
  return job.total === 0 ? 0 : job.done / job.total;
}

function holdText(hold: NonNullable<Job["hold"]>): string {
  return hold.kind === "battery" ? m.resting.onBattery(hold.percent) : m.resting.woken;
}

/** "Looking for faces · 62%"; how much there is to do is not known while the folders are listed. */
export function headline(job: Job): string {
  if (job.state === "paused" && job.hold) return holdText(job.hold);
  const state = m.scan.states[job.state];
  if (job.state !== "running" && job.state !== "paused") return state;
  if (job.total > 0) return `${state} · ${m.percent(shareOf(job))}`;
  return job.state === "running" ? m.scan.listing : state;
}

/** How fast it goes and how long it takes, as far as that is known. */
export function speed(job: Job): string {
  const parts: string[] = [];
  if (job.photosPerSecond !== null) parts.push(m.scan.rate(job.photosPerSecond));
  if (job.secondsLeft !== null) parts.push(m.scan.left(job.secondsLeft));
  return parts.join(" · ");
}
