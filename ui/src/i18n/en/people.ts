import type { Certainty, Chance } from "../../lib/certainty";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

/** The pages of people and of their faces. */
export function people(formats: Formats) {
  const { number, list } = formats;
  const { count, faces, photos, people } = nouns(formats);

  return {
    home: {
      title: "People",
      subtitle: (named: number, all: number) => `${people(named)} · ${faces(all)}`,
      questionsHint: ({ named, all }: { named: number; all: number }) =>
        `${number(named)} of ${faces(all)} have a name`,
      toConfirm: (n: number) => `${number(n)} to confirm`,
      toConfirmHint: "Faces that look like people you have named",
      toName: (n: number) => `${faces(n)} without a name`,
      toNameHint: "Grouped, so that one name does for many",
      none: "Nobody has a name yet",
      noneHint: "Faces that look alike are put together. Name a group, and this page fills.",
      toGroups: "Show the groups",
    },

    person: {
      suggestedHeading: (certainty: Certainty) =>
        ({
          almostSure: "Suggested · almost sure",
          likely: "Suggested · likely",
          perhaps: "Suggested · perhaps",
        })[certainty],
      certainty: (certainty: Chance) =>
        ({ almostSure: "almost sure", likely: "likely", perhaps: "perhaps", possible: "less likely" })[
          certainty
        ],
      undated: "Without a date",
      actions: (name: string) => `What to do with ${name}`,
      faces: "Faces",
      noPhotos: "No photos yet",
      together: "Often together with",
      togetherWith: (name: string, n: number) => `${name}: ${photos(n)} together`,
      confirmAll: (n: number) => `Confirm all ${number(n)}`,
      rename: "Rename",
      merge: "Merge…",
      gone: "This person is no longer here",
      goneHint: "They were merged into somebody else, or the name was undone.",
      none: "No faces yet",
      noneHint: "Drag faces here, or name a group of unknown faces.",
      showAll: "All people",
      years: (from: string, to: string) => (from === to ? from : `${from} – ${to}`),
    },

    hidden: {
      hide: "Hide",
      show: "Show again",
      title: "Hidden people",
      heading: (n: number) => `Hidden (${number(n)})`,
      mark: "hidden",
      hint: "They are not in the list above and are not asked about. Their photos and names stay where they are.",
      about: (name: string) =>
        `${name} is hidden: not in the list of people, and not asked about. Photos and names stay where they are.`,
    },

    unknown: {
      title: "Unknown",
      subtitle: (groups: number, alone: number) =>
        list(
          [count(groups, "group", "groups"), `${faces(alone)} alone`].filter(
            (_, at) => at === 0 || alone > 0,
          ),
        ),
      groups: "Groups",
      alone: "Alone",
      who: "Who is this?",
      open: (n: number) => `Open the group of ${faces(n)}`,
      groupLabel: (n: number) => `Group of ${faces(n)}`,
      more: (n: number) => `+${number(n)}`,
      none: "Every face has a name",
      noneHint: "New faces appear here as soon as a scan finds them.",
      looking: "Looking for faces…",
      lookingHint: "The first groups appear here while the scan runs. You can start to name them at once.",
      noFaces: "No faces found",
      noFacesHint: (n: number) => `${photos(n)} were read and none shows a face.`,
    },

    group: {
      title: "Who is this?",
      subtitle: (n: number) => `${faces(n)} that look alike`,
      gone: "This group is empty now",
      goneHint: "Its faces have a name, or moved to another group.",
      toUnknown: "All unknown faces",
      nameAll: "Name the whole group",
    },

    review: {
      title: "Unconfirmed",
      subtitle: (n: number) => `${number(n)} suggested. Nothing counts until you confirm it.`,
      later: "Not sure",
      none: "Nothing to confirm",
      noneHint: "Name a few more faces, and new suggestions appear here.",
    },

    ignored: {
      title: "Ignored",
      subtitle: (n: number) => `${faces(n)} that you do not want to see elsewhere`,
      none: "Nothing is ignored",
      noneHint: "Strangers and things that are not faces come here when you press I or F on them.",
      heading: "Ignored",
      strangers: "Strangers",
      notAFace: "Not a face",
    },
  };
}
