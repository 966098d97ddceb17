import type { people as english } from "../en/people";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function people(formats: Formats): ReturnType<typeof english> {
  const { number, plural, list } = formats;
  const { count, faces, ofFaces, photos, people } = nouns(formats);

  return {
    home: {
      title: "Personen",
      subtitle: (named, all) => `${people(named)} · ${faces(all)}`,
      questionsHint: ({ named, all }) =>
        `${number(named)} von ${ofFaces(all)} ${plural(named, { one: "hat", other: "haben" })} einen Namen`,
      toConfirm: (n) => `${number(n)} zu bestätigen`,
      toConfirmHint: "Gesichter, die benannten Personen ähnlich sehen",
      toName: (n) => `${faces(n)} ohne Namen`,
      toNameHint: "In Gruppen, damit ein Name für viele genügt",
      none: "Noch hat niemand einen Namen",
      noneHint:
        "Ähnliche Gesichter liegen in Gruppen beisammen. Benenne eine Gruppe, dann füllt sich diese Seite.",
      toGroups: "Gruppen anzeigen",
    },

    person: {
      suggestedHeading: (certainty) =>
        ({
          almostSure: "Vorgeschlagen · fast sicher",
          likely: "Vorgeschlagen · wahrscheinlich",
          perhaps: "Vorgeschlagen · vielleicht",
        })[certainty],
      certainty: (certainty) =>
        ({
          almostSure: "fast sicher",
          likely: "wahrscheinlich",
          perhaps: "vielleicht",
          possible: "weniger wahrscheinlich",
        })[certainty],
      undated: "Ohne Datum",
      actions: (name) => `Was mit ${name} geschehen soll`,
      faces: "Gesichter",
      noPhotos: "Noch keine Fotos",
      together: "Oft zusammen mit",
      togetherWith: (name, n) => `${name}: ${count(n, "gemeinsames Foto", "gemeinsame Fotos")}`,
      confirmAll: (n) => `Alle ${number(n)} bestätigen`,
      rename: "Umbenennen",
      merge: "Zusammenführen\u00a0…",
      gone: "Diese Person gibt es nicht mehr",
      goneHint:
        "Sie wurde mit einer anderen Person zusammengeführt, oder die Benennung wurde rückgängig gemacht.",
      none: "Noch keine Gesichter",
      noneHint: "Ziehe Gesichter hierher oder benenne eine Gruppe unbekannter Gesichter.",
      showAll: "Alle Personen",
      years: (from, to) => (from === to ? from : `${from} – ${to}`),
    },

    hidden: {
      hide: "Ausblenden",
      show: "Wieder einblenden",
      title: "Ausgeblendete Personen",
      heading: (n) => `Ausgeblendet (${number(n)})`,
      mark: "ausgeblendet",
      hint: "Sie stehen nicht in der Liste oben, und du wirst nicht nach ihnen gefragt. Ihre Fotos und Namen bleiben, wo sie sind.",
      about: (name) =>
        `${name} ist ausgeblendet: nicht in der Liste der Personen und nicht in den Fragen. Fotos und Namen bleiben, wo sie sind.`,
    },

    unknown: {
      title: "Unbekannt",
      subtitle: (groups, alone) =>
        list(
          [
            count(groups, "Gruppe", "Gruppen"),
            count(alone, "einzelnes Gesicht", "einzelne Gesichter"),
          ].filter((_, at) => at === 0 || alone > 0),
        ),
      groups: "Gruppen",
      alone: "Einzeln",
      who: "Wer ist das?",
      open: (n) => `Gruppe mit ${ofFaces(n)} öffnen`,
      groupLabel: (n) => `Gruppe mit ${ofFaces(n)}`,
      more: (n) => `+${number(n)}`,
      none: "Jedes Gesicht hat einen Namen",
      noneHint: "Neue Gesichter erscheinen hier, sobald ein Scan sie findet.",
      looking: "Gesichter werden gesucht\u00a0…",
      lookingHint:
        "Die ersten Gruppen erscheinen hier, während der Scan läuft. Du kannst sie sofort benennen.",
      noFaces: "Keine Gesichter gefunden",
      noFacesHint: (n) => `${photos(n)} gelesen, aber kein Gesicht gefunden.`,
    },

    group: {
      title: "Wer ist das?",
      subtitle: (n) => `${faces(n)}, die sich ähnlich sehen`,
      gone: "Diese Gruppe ist jetzt leer",
      goneHint: "Ihre Gesichter haben einen Namen oder liegen in einer anderen Gruppe.",
      toUnknown: "Alle unbekannten Gesichter",
      nameAll: "Ganze Gruppe benennen",
    },

    review: {
      title: "Unbestätigt",
      subtitle: (n) => `${number(n)} vorgeschlagen. Nichts davon zählt, bevor du es bestätigst.`,
      later: "Nicht sicher",
      none: "Nichts zu bestätigen",
      noneHint: "Benenne noch ein paar Gesichter, dann erscheinen hier neue Vorschläge.",
    },

    ignored: {
      title: "Ignoriert",
      subtitle: (n) =>
        `${faces(n)}, ${plural(n, { one: "das", other: "die" })} du anderswo nicht sehen willst`,
      none: "Nichts wird ignoriert",
      noneHint:
        "Fremde und Dinge, die keine Gesichter sind, kommen hierher, wenn du bei ihnen I oder F drückst.",
      heading: "Ignoriert",
      strangers: "Fremde",
      notAFace: "Kein Gesicht",
    },
  };
}
