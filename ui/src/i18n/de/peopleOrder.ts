import type { PeopleOrder } from "../../lib/peopleOrder";
import type { peopleOrder as english } from "../en/peopleOrder";

export function peopleOrder(): ReturnType<typeof english> {
  const by = (order: PeopleOrder) =>
    ({ name: "Nach Namen", faces: "Die meisten Gesichter zuerst", lastSeen: "Zuletzt gesehen zuerst" })[
      order
    ];

  return {
    peopleOrder: {
      by,
      label: (order) => `Reihenfolge der Personen: ${by(order)}`,
    },
  };
}
