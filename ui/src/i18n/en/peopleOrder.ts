import type { PeopleOrder } from "../../lib/peopleOrder";

/** The order of the list of people. */
export function peopleOrder() {
  const by = (order: PeopleOrder) =>
    ({ name: "By name", faces: "Most faces first", lastSeen: "Last seen first" })[order];

  return {
    peopleOrder: {
      by,
      label: (order: PeopleOrder) => `Order of the people: ${by(order)}`,
    },
  };
}
