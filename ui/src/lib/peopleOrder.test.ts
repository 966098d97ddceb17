import { expect, it } from "vitest";
import { formatsFor } from "../i18n/locale";
import { inOrder, type PeopleOrder } from "./peopleOrder";

const person = (name: string, confirmed: number, lastSeen: string | null, suggested = 0, hidden = false) => ({
  name,
  confirmed,
  lastSeen,
  suggested,
  hidden,
});

const people = [
  person("Cem", 9, "2019-05-01T10:00:00"),
  person("Anna 10", 3, null),
  person("ben", 9, "2024-01-01T00:00:00"),
  person("Anna 2", 1, "2024-01-01T00:00:00"),
  person("Dana", 0, null, 4),
  person("Emil", 5, "2001-01-01T00:00:00", 1),
];
const { byName } = formatsFor("en");
const names = (order: PeopleOrder) => inOrder(people, order, byName).map(({ name }) => name);

it("lists those with suggestions first in every order", () => {
  expect(names("name")).toEqual(["Dana", "Emil", "Anna 2", "Anna 10", "ben", "Cem"]);
  expect(names("faces")).toEqual(["Emil", "Dana", "ben", "Cem", "Anna 10", "Anna 2"]);
  expect(names("lastSeen")).toEqual(["Emil", "Dana", "Anna 2", "ben", "Cem", "Anna 10"]);
});

it("leaves the list that it was given alone", () => {
  const before = [...people];
  inOrder(people, "faces", byName);
  expect(people).toEqual(before);
});

it("lists nobody first whom nobody looks for", () => {
  const hidden = [person("Cem", 9, null), person("Dana", 2, null, 4, true)];
  expect(inOrder(hidden, "faces", byName).map(({ name }) => name)).toEqual(["Cem", "Dana"]);
});
