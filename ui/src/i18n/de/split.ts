import type { split as english } from "../en/split";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function split(formats: Formats): ReturnType<typeof english> {
  const { faces } = nouns(formats);

  return {
    split: {
      action: "Abtrennen",
      help: "In einer Gruppe: Diese Gesichter sind jemand anderes",
      done: (n) => `${faces(n)} abgetrennt`,
      showOther: "Anzeigen",
    },
  };
}
