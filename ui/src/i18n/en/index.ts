import type { Formats } from "../locale";
import { app } from "./app";
import { dates } from "./dates";
import { decisions } from "./decisions";
import { dialogs } from "./dialogs";
import { doubts } from "./doubts";
import { faces } from "./faces";
import { finds } from "./finds";
import { keywordTree } from "./keywordTree";
import { leavingOut } from "./leavingOut";
import { nouns } from "./nouns";
import { people } from "./people";
import { peopleOrder } from "./peopleOrder";
import { photo } from "./photo";
import { photos } from "./photos";
import { photoSelection } from "./photoSelection";
import { questions } from "./questions";
import { resting } from "./resting";
import { scan } from "./scan";
import { settings } from "./settings";
import { split } from "./split";
import { start } from "./start";
import { suggesting } from "./suggesting";
import { sweep } from "./sweep";
import { throughYears } from "./throughYears";
import { writing } from "./writing";
import { zoom } from "./zoom";

/** Every English sentence on the screen. Another language is another folder of this shape. */
export function english(formats: Formats) {
  const words = nouns(formats);
  return {
    ...formats,
    faces: words.faces,
    photos: words.photos,
    ...app(formats),
    ...people(formats),
    ...peopleOrder(),
    ...dates(formats),
    ...doubts(formats),
    ...questions(formats),
    ...faces(formats),
    ...dialogs(formats),
    ...decisions(formats),
    ...photo(formats),
    ...keywordTree(formats),
    ...leavingOut(formats),
    ...photos(formats),
    ...photoSelection(formats),
    ...resting(formats),
    ...scan(formats),
    ...finds(formats),
    ...start(formats),
    ...throughYears(),
    ...settings(formats),
    ...split(formats),
    ...suggesting(formats),
    ...sweep(formats),
    ...writing(formats),
    ...zoom(),
  };
}

/** What every language says. */
export type Messages = ReturnType<typeof english>;
