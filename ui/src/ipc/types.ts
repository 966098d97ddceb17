/** What crosses the border between the page and Rust, as Rust declares it. Ids are opaque strings. */
export type * from "./bindings";
