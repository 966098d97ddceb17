export type Route =
  | { page: "home" }
  | { page: "person"; id: string }
  | { page: "unknown" }
  | { page: "group"; id: string }
  | { page: "unconfirmed" }
  | { page: "ignored" }
  | { page: "questions" }
  | { page: "scan" };

const plainPages = ["unknown", "unconfirmed", "ignored", "questions", "scan"] as const;

export function hrefOf(route: Route): string {
  switch (route.page) {
    case "home":
      return "#/";
    case "person":
    case "group":
      return `#/${route.page}/${encodeURIComponent(route.id)}`;
    default:
      return `#/${route.page}`;
  }
}

export function routeOf(hash: string): Route {
  const [page, id] = hash.replace(/^#\/?/, "").split("/");
  if ((page === "person" || page === "group") && id) return { page, id: decodeURIComponent(id) };
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
