import type { Face, FaceFilter, Group } from "../types";

const newest = (a: Face, b: Face) => (b.taken ?? "").localeCompare(a.taken ?? "") || a.id.localeCompare(b.id);
const surest = (a: Face, b: Face) => (b.suggestion?.probability ?? 0) - (a.suggestion?.probability ?? 0);

export function select(faces: Face[], filter: FaceFilter): Face[] {
  switch (filter.kind) {
    case "person": {
      const suggested = faces.filter((face) => face.suggestion?.person.id === filter.person).sort(surest);
      return [...suggested, ...faces.filter((face) => face.person?.id === filter.person).sort(newest)];
    }
    case "unconfirmed": {
      const name = (face: Face) => face.suggestion?.person.name ?? "";
      const suggested = faces.filter((face) => face.state === "suggested");
      return suggested.sort(
        (a, b) => Number(a.later) - Number(b.later) || name(a).localeCompare(name(b)) || surest(a, b),
      );
    }
    case "ignored":
      return faces.filter((face) => face.state === "ignored").sort(newest);
    case "unknown":
      return faces.filter((face) => face.state === "unknown").sort(newest);
    case "day":
      return faces
        .filter((face) => face.state === "unknown" && face.taken?.startsWith(filter.day))
        .sort(newest);
    case "alone":
      return faces.filter((face) => face.state === "unknown" && face.group === null).sort(newest);
    case "group":
      return faces.filter((face) => face.group === filter.group).sort(surest);
  }
}

export function groupsOf(faces: Face[]): Group[] {
  const groups = new Map<string, Face[]>();
  for (const face of faces) if (face.group) groups.set(face.group, [...(groups.get(face.group) ?? []), face]);
  return [...groups]
    .map(([id, members]) => ({ id, count: members.length, faces: members.slice(0, 7) }))
    .sort((a, b) => b.count - a.count || a.id.localeCompare(b.id));
}
