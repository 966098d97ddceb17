import { expect, it } from "vitest";
import { folderRows, foldersAbove, type Folder } from "./folderRows";

const folder = (id: string, parent: string | null): Folder => ({
  id,
  parent,
  name: id.split("/").at(-1) ?? "",
  photos: 1,
});
const folders = [
  folder("/photos", null),
  folder("/photos/10", "/photos"),
  folder("/photos/2", "/photos"),
  folder("/photos/2/May", "/photos/2"),
  folder("/old", null),
];
const rows = (...open: string[]) =>
  folderRows(folders, new Set(open)).map((row) => [row.folder.id, row.depth, row.open]);

it("shows what lies in open folders, below them and by name", () => {
  expect(rows()).toEqual([
    ["/old", 0, null],
    ["/photos", 0, false],
  ]);
  expect(rows("/photos", "/photos/2")).toEqual([
    ["/old", 0, null],
    ["/photos", 0, true],
    ["/photos/2", 1, true],
    ["/photos/2/May", 2, null],
    ["/photos/10", 1, null],
  ]);
});

it("keeps what lies in a closed folder out of sight, however open it is itself", () => {
  expect(rows("/photos/2")).toHaveLength(2);
});

it("knows what a folder lies in", () => {
  expect(foldersAbove(folders, "/photos/2/May")).toEqual(["/photos/2", "/photos"]);
  expect(foldersAbove(folders, null)).toEqual([]);
});
