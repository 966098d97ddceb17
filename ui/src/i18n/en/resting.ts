import type { Formats } from "../locale";

/** Scans that wait for the machine. */
export function resting(formats: Formats) {
  const { percent } = formats;

  return {
    resting: {
      title: "Scanning",
      hint: "Looking for faces takes a lot of power. On a battery that gets low a scan waits, and goes on by itself when there is power again.",
      battery: "A scan waits on battery",
      level: (level: number) => (level === 0 ? "Never" : `Below ${percent(level / 100)}`),
      onBattery: (level: number) => `Waiting · battery at ${percent(level / 100)}`,
      woken: "Waiting for the drives after sleep",
      anyway: "Go on anyway",
    },
  };
}
