export type Route =
  | { page: "home" }
  | { page: "person"; id: string; tab?: "photos" | "years" }
  | { page: "unknown"; tab?: "days" }
  | { page: "group"; id: string }
  | { page: "unconfirmed" }
  | { page: "ignored" }
  | { page: "questions" }
  | { page: "photos" }
  | { page: "keywords" }
  | { page: "contradictions" }
  | { page: "settings" }
  | { page: "scan" };

const plainPages = [
  "unknown",
  "unconfirmed",
  "ignored",
  "questions",
  "photos",
  "keywords",
  "contradictions",
  "settings",
  "scan",
] as const;

export function hrefOf(route: Route): string {
  switch (route.page) {
    case "home":
      return "#/";
    case "person":
      return `#/person/${encodeURIComponent(route.id)}${route.tab === undefined ? "" : `/${route.tab}`}`;
    case "group":
      return `#/group/${encodeURIComponent(route.id)}`;
    case "unknown":
      return route.tab === undefined ? "#/unknown" : `#/unknown/${route.tab}`;
    default:
      return `#/${route.page}`;
  }
}

export function routeOf(hash: string): Route {
  const [page, id, tab] = hash.replace(/^#\/?/, "").split("/");
  if (page === "person" && id && (tab === "photos" || tab === "years"))
    return { page, id: decodeURIComponent(id), tab };
  if ((page === "person" || page === "group") && id) return { page, id: decodeURIComponent(id) };
  if (page === "unknown" && id === "days") return { page, tab: id };
  const plain = plainPages.find((name) => name === page);
  return { page: plain ?? "home" };
}

/** The page on screen, kept in the address so that the system's Back works. */
export class Router {
  route = $state.raw<Route>(routeOf(window.location.hash));

  constructor() {
    window.addEventListener("hashchange", () => (this.route = routeOf(window.location.hash)));
  }

  get key(): string {
    return hrefOf(this.route);
  }

  go(route: Route): void {
    window.location.hash = hrefOf(route);
    this.route = route;
  }
}
