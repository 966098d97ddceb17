import type { writing as english } from "../en/writing";
import type { Formats } from "../locale";
import { nouns } from "./nouns";

export function writing(formats: Formats): ReturnType<typeof english> {
  const { number, plural } = formats;
  const { faces, photos, files } = nouns(formats);
  const wait = (n: number) => plural(n, { one: "wartet", other: "warten" });

  return {
    writing: {
      title: "Noch zu schreiben",
      waiting: (n) => `${files(n)} ${plural(n, { one: "ist", other: "sind" })} noch zu schreiben`,
      none: "In jeder Datei steht, was Kith weiß.",
      toWrite: (n) => `${number(n)} offen`,
      notWritten: (n) => `${number(n)} fehlgeschlagen`,
      show: "Geplante Änderungen anzeigen",
      hide: "Geplante Änderungen ausblenden",
      now: "Jetzt schreiben",
      cancel: "Stoppen",
      running: (done, total) => `${number(done)} von ${files(total)}`,
      begins: "Es geht los\u00a0…",
      bar: "Fortschritt des Schreibens",
      done: (written, stopped) =>
        stopped === 0
          ? `${files(written)} geschrieben.`
          : `${files(written)} geschrieben, bei ${number(stopped)} war es nicht möglich.`,
      away: (n) => `${files(n)} ${wait(n)} auf ein Laufwerk, das nicht mehr da ist.`,
      ends: {
        cancelled: "Gestoppt. Die übrigen Dateien warten.",
        busy: "Die Bibliothek war mit etwas anderem beschäftigt. Die übrigen Dateien warten.",
        failed:
          "Etwas ist schiefgegangen, und die übrigen Dateien warten. Was es war, steht im Protokoll von Kith.",
      },
      list: "Geplante Änderungen",
      looking: "Dateien werden angesehen\u00a0…",
      more: (n) => `Mehr anzeigen (noch ${number(n)})`,
      into: (target) => `in ${target}`,
      changes: {
        added: (name) => `${name} kommt hinzu`,
        removed: (name) => `${name} wird entfernt`,
        renamed: (from, to) => `${from} wird zu ${to}`,
        moved: (name) => `der Rahmen um ${name} ändert sich`,
        keywordAdded: (path) => `Stichwort ${path} kommt hinzu`,
        keywordRemoved: (path) => `Stichwort ${path} wird entfernt`,
      },
      same: "enthält das schon",
      stopped: (n) => `${files(n)} ${plural(n, { one: "ließ", other: "ließen" })} sich nicht schreiben`,
      retry: "Noch einmal versuchen",
      retryFor: (path) => `Noch einmal versuchen: ${path}`,
      retryAll: "Alle noch einmal versuchen",
      beside: "Datei daneben schreiben",
      besideFor: (path) => `Datei daneben schreiben: ${path}`,
      besideAll: (n) => `Dateien neben ${photos(n)} schreiben`,
      obstacles: {
        contradiction: "Darin steht etwas anderes, als du gesagt hast.",
        damaged: "Die Angaben in ihr sind beschädigt. Kith lässt sie, wie sie ist.",
        unsupported: "Sie ließ sich nicht ohne Schaden ändern. Kith lässt sie, wie sie ist.",
        tooLarge: "Sie enthält weit mehr Angaben als jedes Foto. Kith lässt sie, wie sie ist.",
        readOnly: "In die Datei oder ihren Ordner darf nicht geschrieben werden.",
        diskFull: "Der Datenträger ist voll.",
        changed: "Ein anderes Programm hat sie in diesem Moment geändert.",
        anotherPhoto: "Sie hat sich seit dem Scan geändert. Scanne sie zuerst noch einmal.",
        linked: "Sie hat auf dem Datenträger mehrere Namen, und nur einer davon bekäme die Namen.",
        brokenLink:
          "An ihrer Stelle liegt eine Verknüpfung, die ins Leere führt. Kith lässt sie, wie sie ist.",
        attributes: "Ihr Eigentümer oder ihre Attribute ließen sich nicht erhalten.",
        unproven: "Was geschrieben wurde, ließ sich nicht zurücklesen. Die alte Datei ist noch da.",
        missing: "Sie ist nicht mehr da.",
        unreadable: "Sie lässt sich nicht lesen.",
        stumbled: "Kith kam mit ihr nicht zurecht. Die Datei ist, wie sie war.",
        system: "Das System hat es nicht zugelassen.",
        away: "Ihr Laufwerk ist nicht verbunden. Sie wartet darauf.",
        unknown: "Sie ließ sich beim letzten Mal nicht schreiben.",
      },
      settle: "Klären",
    },

    contradictions: {
      title: "Widersprüche",
      subtitle: (n) =>
        `${faces(n)}, zu ${plural(n, { one: "dem", other: "denen" })} eine Datei etwas anderes sagt als du. Nichts ändert sich, bevor du entscheidest.`,
      kinds: {
        otherName: {
          title: "Ein anderer Name",
          text: "Die Datei nennt jemand anderen als du.",
        },
        nameGone: {
          title: "Der Name ist weg",
          text: "Ein anderes Programm hat den Namen aus der Datei entfernt. Du hattest ihn bestätigt.",
        },
        noName: {
          title: "Ein Name, den du nicht vergeben hast",
          text: "Die Datei benennt ein Gesicht, das du ignoriert hast oder von dem du gesagt hast, dass es nicht diese Person ist.",
        },
      },
      kith: "Du hast gesagt",
      file: "Die Datei sagt",
      program: "Das andere Programm sagt",
      nobody: "Niemand mehr",
      noOne: "Kein Name",
      keep: "Deine Angabe behalten",
      take: "Aus Datei übernehmen",
      keepAll: (n) => `Deine Angabe für alle ${number(n)} behalten`,
      takeAll: (n) => `Für alle ${number(n)} aus den Dateien übernehmen`,
      what: (button, path) => `${button}: ${path}`,
      kept: (n) => `Für ${faces(n)} bleibt, was du gesagt hast`,
      taken: (n) => `Für ${faces(n)} gilt, was in den Dateien steht`,
      photo: "Foto anzeigen",
      more: (n) => `Mehr anzeigen (noch ${number(n)})`,
      none: "Keine Widersprüche",
      noneHint: "In den Dateien steht dasselbe wie in Kith oder nichts.",
    },
  };
}
