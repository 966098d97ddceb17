import type {
  ChooseStrictness,
  ConflictPage,
  CopiedPhotos,
  Copying,
  CountMonths,
  Decided,
  Decision,
  DoubtPage,
  ExportedFile,
  ExportForm,
  Face,
  FacePage,
  FileWork,
  Folder,
  GroupPage,
  Imported,
  Job,
  KeywordOf,
  KeywordRow,
  LibraryChanged,
  LibraryState,
  ListConflicts,
  ListDoubts,
  ListFaces,
  ListGroups,
  ListOutOfLife,
  ListPhotos,
  ListQuestions,
  ListSteps,
  ListStopped,
  ListTogether,
  ListWaiting,
  NamesInFiles,
  OutOfLifePage,
  PeopleList,
  Photo,
  PhotoMonth,
  PhotoTile,
  QuestionPage,
  ScanAgain,
  ScanSettings,
  Settle,
  Settled,
  StepPage,
  StoppedPage,
  Strictness,
  StrictnessEffect,
  ThroughYears,
  Together,
  UndoState,
  Unreadable,
  WaitingPage,
  WriteNames,
  WritingSettings,
} from "./types";

export type Unsubscribe = () => void;

/**
 * Everything the page may ask of the host. A call that fails rejects with a `CommandError`.
 *
 * Order of `listFaces`: a person's suggested faces first, the surest first, then the confirmed ones, the
 * newest first and those without a date last; `unconfirmed` is sorted by person and then the surest first;
 * everything else has the newest first. `listGroups` has the largest group first, `listQuestions` the
 * question whose answer settles most faces. `listPhotos` has the newest first and those without a date last.
 */
export interface Backend {
  libraryState(): Promise<LibraryState>;
  listPeople(): Promise<PeopleList>;
  /** Who shares the most photos with somebody, the most first. */
  listTogether(request: ListTogether): Promise<Together[]>;
  /** The confirmed faces of somebody whose date is known, the oldest first; a part of them where there are many. */
  throughYears(request: ThroughYears): Promise<Face[]>;
  listFaces(request: ListFaces): Promise<FacePage>;
  listGroups(request: ListGroups): Promise<GroupPage>;
  listQuestions(request: ListQuestions): Promise<QuestionPage>;
  /** The months of a list of photos, in its order; together they are as long as it. */
  photoMonths(request: CountMonths): Promise<PhotoMonth[]>;
  listPhotos(request: ListPhotos): Promise<PhotoTile[]>;
  /** All photos of a list, in its order. */
  listPhotoIds(request: CountMonths): Promise<string[]>;
  /** Each folder before those that lie in it. */
  listFolders(): Promise<Folder[]>;
  /** Each in the order of its hierarchy, with everything above it. */
  listKeywords(): Promise<string[][]>;
  /** The same with how many photos each has. */
  keywordTree(): Promise<KeywordRow[]>;
  /** The keywords of some photos, with which of these have each. */
  listKeywordsOf(request: { photos: string[] }): Promise<KeywordOf[]>;
  getPhoto(request: { photo: string }): Promise<Photo>;

  /** All or nothing, and one step of undo. */
  decide(request: { decisions: Decision[] }): Promise<Decided>;
  undo(): Promise<UndoState>;
  redo(): Promise<UndoState>;
  /** The history, the newest step first; those that were taken back stand before those that hold. */
  listSteps(request: ListSteps): Promise<StepPage>;
  /** Undoes or redoes until `step` is the last one that holds; null for the point before the first. */
  goToStep(request: { step: string | null }): Promise<UndoState>;

  /** The folder in which the system keeps pictures; null if there is none. */
  picturesFolder(): Promise<string | null>;
  /** Adds that folder and starts the scan. */
  scanPictures(): Promise<void>;
  /** Shows the system's folder dialog, adds the folders and starts the scan; none when it was closed. */
  chooseFolders(): Promise<string[]>;
  /** Scans a folder, or all, for what is new or changed, or also what is not. */
  scanAgain(request: ScanAgain): Promise<void>;
  pauseScan(): Promise<void>;
  resumeScan(): Promise<void>;
  scanSettings(): Promise<ScanSettings>;
  setScanSettings(request: ScanSettings): Promise<void>;
  cancelScan(): Promise<void>;
  unreadable(): Promise<Unreadable[]>;

  strictness(): Promise<Strictness>;
  setStrictness(request: ChooseStrictness): Promise<void>;
  /** What each choice would say of the confirmed faces; this may take a while. */
  strictnessEffects(): Promise<StrictnessEffect[]>;

  namesInFiles(): Promise<NamesInFiles>;
  setWritingSettings(settings: WritingSettings): Promise<void>;
  /** Files that wait, by path, with what would change in each: a look that changes nothing. */
  listWaiting(request: ListWaiting): Promise<WaitingPage>;
  /** Files that could not be written, by path. */
  listStopped(request: ListStopped): Promise<StoppedPage>;
  /** Begins to write. */
  writeNames(request: WriteNames): Promise<void>;
  cancelFileWork(): Promise<void>;

  /** One kind after the other, the oldest first. */
  listConflicts(request: ListConflicts): Promise<ConflictPage>;
  /** One step of undo, if there was anything to settle. */
  settleConflicts(request: Settle): Promise<Settled>;
  /** Person by person, the oldest photo first. */
  /** Confirmed faces that look as if they were not their person, the most doubtful first. */
  listDoubts(request: ListDoubts): Promise<DoubtPage>;
  listOutOfLife(request: ListOutOfLife): Promise<OutOfLifePage>;

  /** Each shows the system's dialog; null when it was closed. */
  importPicasa(): Promise<Imported | null>;
  importDigikam(): Promise<Imported | null>;
  exportFaces(request: { form: ExportForm }): Promise<ExportedFile | null>;

  /** Shows the system's folder dialog and copies the files of photos there; null when it was closed. */
  copyPhotos(request: { photos: string[] }, listener: (now: Copying) => void): Promise<CopiedPhotos | null>;
  cancelCopying(): Promise<void>;
  showInFolder(request: { photo: string }): Promise<void>;

  watchFileWork(listener: (work: FileWork) => void): Promise<Unsubscribe>;
  watchScan(listener: (job: Job) => void): Promise<Unsubscribe>;
  onLibraryChanged(listener: (change: LibraryChanged) => void): Promise<Unsubscribe>;

  /** Address of a face's picture, from `Face.thumbnail` or `PersonRow.thumbnail`. */
  faceUrl(key: string): string;
  /** Address of the same face as large as a screen, with the eyes where all portraits have them. */
  portraitUrl(key: string): string;
  /** Address of the whole photo as large as a screen, from `Photo.id`. */
  photoUrl(id: string): string;
  /** The same with all its pixels. */
  photoInFullUrl(id: string): string;
  /** Address of a small picture of a photo. */
  photoThumbnailUrl(photo: Pick<PhotoTile, "id" | "version">): string;
}
