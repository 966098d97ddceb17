import { expect, it } from "vitest";
import { hrefOf, routeOf, type Route } from "./route.svelte";

const routes: Route[] = [
  { page: "home" },
  { page: "person", id: "a/b ü" },
  { page: "person", id: "a/b ü", tab: "photos" },
  { page: "group", id: "g1" },
  { page: "photos" },
  { page: "unknown" },
  { page: "unknown", tab: "days" },
  { page: "unconfirmed" },
  { page: "ignored" },
  { page: "scan" },
];

it.each(routes)("finds $page again by its address", (route) => expect(routeOf(hrefOf(route))).toEqual(route));

it("goes home from an address it does not know", () => {
  expect(["", "#/", "#/nowhere", "#/person"].map(routeOf)).toEqual(Array(4).fill({ page: "home" }));
});
