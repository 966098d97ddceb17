import { expect, it } from "vitest";
import { agesAt, dateReader, isBefore } from "./dates";

const british = dateReader("en-GB");
const american = dateReader("en-US");
const german = dateReader("de");

it("reads a year, a month or a day as people write them", () => {
  expect(british("1984")).toBe("1984");
  for (const month of ["May 1984", "may 1984", "05/1984", "5.1984", "1984-05", "1984-5"])
    expect(british(month), month).toBe("1984-05");
  for (const day of ["12.5.1984", "12/05/1984", "1984-05-12", "12 May 1984", "May 12, 1984"])
    expect(british(day), day).toBe("1984-05-12");
  expect(british("5 sept 1984")).toBe("1984-09-05");
});

it("takes day and month in the reader's order, and any order where only one makes sense", () => {
  expect(british("12/5/1984")).toBe("1984-05-12");
  expect(american("5/12/1984")).toBe("1984-05-12");
  expect([british("5/31/1984"), american("31.5.1984")]).toEqual(["1984-05-31", "1984-05-31"]);
});

it("reads the months of the reader's language", () => {
  expect(german("12. Mai 1984")).toBe("1984-05-12");
  expect(german("März 1984")).toBe("1984-03");
  expect(german("dez 1984")).toBe("1984-12");
});

it("refuses what is no date", () => {
  const others = [
    "",
    "84",
    "anna",
    "May",
    "1984 1985",
    "13/1984",
    "30.2.1984",
    "31 June 1984",
    "1984-05-12-01",
  ];
  for (const text of [...others, "ma 1984", "about 1984", "12 May June 1984", "0984"])
    expect(british(text), text).toBeNull();
});

it("compares as far as both are known", () => {
  expect(isBefore("1983", "1984-05")).toBe(true);
  for (const [date, other] of [
    ["1984", "1984-05"],
    ["1984-05", "1984"],
    ["1984-05-12", "1984-05-12"],
    ["1985", "1984-05"],
  ] as const)
    expect(isBefore(date, other)).toBe(false);
});

it("tells the age as exactly as the dates are known", () => {
  const ages = (born: string | null, date: string | null, died: string | null = null) =>
    agesAt({ born, died }, date);
  expect(ages("1984-05-12", "2003-05-11")).toEqual([18, 18]);
  expect(ages("1984-05-12", "2003-05-12")).toEqual([19, 19]);
  expect(ages("1984", "2003-05-12")).toEqual([18, 19]);
  expect(ages("1984-05", "2003")).toEqual([18, 19]);
  expect(ages("1984", "1984-03")).toEqual([0, 0]);
  expect(ages("1984", "1985")).toEqual([0, 1]);
  expect(ages("1984-05", "1984-04")).toBeNull();
  expect([ages(null, "1984"), ages("1984", null), ages("1984", "2003", "2002")]).toEqual([null, null, null]);
  expect(ages("1984", "2002", "2002")).toEqual([17, 18]);
});
