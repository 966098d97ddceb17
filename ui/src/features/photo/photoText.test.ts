import { expect, it } from "vitest";
import { fileParts } from "./photoText";

it("splits a path into file and folder", () => {
  expect(fileParts("2024/Lisbon/IMG_1.jpg")).toEqual({ name: "IMG_1.jpg", folder: "2024/Lisbon" });
  expect(fileParts("IMG_1.jpg")).toEqual({ name: "IMG_1.jpg", folder: "" });
});
