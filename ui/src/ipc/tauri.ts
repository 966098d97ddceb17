import { Channel, convertFileSrc } from "@tauri-apps/api/core";
import type { Backend } from "./backend";
import { commands, events, type Copying } from "./bindings";

/** Sends what a command shows to the listener, until the returned function is called. */
async function watch<T>(listener: (news: T) => void, command: (channel: Channel<T>) => Promise<unknown>) {
  const channel = new Channel<T>(listener);
  await command(channel);
  return () => {
    channel.onmessage = () => {};
  };
}

/** The desktop and mobile app: every call is one command of the shell. */
export const tauriBackend: Backend = {
  libraryState: commands.libraryState,
  listPeople: commands.listPeople,
  listTogether: commands.listTogether,
  throughYears: commands.throughYears,
  listFaces: commands.listFaces,
  listGroups: commands.listGroups,
  listQuestions: commands.listQuestions,
  photoMonths: commands.photoMonths,
  listPhotos: commands.listPhotos,
  listPhotoIds: commands.listPhotoIds,
  listFolders: commands.listFolders,
  listKeywords: commands.listKeywords,
  keywordTree: commands.keywordTree,
  listKeywordsOf: commands.listKeywordsOf,
  getPhoto: commands.getPhoto,

  decide: commands.decide,
  undo: commands.undo,
  redo: commands.redo,
  listSteps: commands.listSteps,
  goToStep: commands.goToStep,

  picturesFolder: commands.picturesFolder,
  scanPictures: async () => void (await commands.scanPictures()),
  chooseFolders: commands.chooseFolders,
  scanAgain: async (request) => void (await commands.scanAgain(request)),
  pauseScan: commands.pauseScan,
  resumeScan: async () => void (await commands.resumeScan()),
  cancelScan: commands.cancelScan,
  scanSettings: commands.scanSettings,
  setScanSettings: async (settings) => void (await commands.setScanSettings(settings)),
  unreadable: commands.unreadable,

  strictness: commands.strictness,
  setStrictness: async (request) => void (await commands.setStrictness(request)),
  strictnessEffects: commands.strictnessEffects,

  namesInFiles: commands.namesInFiles,
  setWritingSettings: async (settings) => void (await commands.setWritingSettings(settings)),
  listWaiting: commands.listWaiting,
  listStopped: commands.listStopped,
  writeNames: async (request) => void (await commands.writeNames(request)),
  cancelFileWork: commands.cancelFileWork,

  listConflicts: commands.listConflicts,
  settleConflicts: commands.settleConflicts,
  listOutOfLife: commands.listOutOfLife,
  listDoubts: commands.listDoubts,

  importPicasa: commands.importPicasa,
  importDigikam: commands.importDigikam,
  exportFaces: commands.exportFaces,

  copyPhotos: (request, listener) => commands.copyPhotos(request, new Channel<Copying>(listener)),
  cancelCopying: commands.cancelCopying,
  showInFolder: async (request) => void (await commands.showInFolder(request)),

  watchFileWork: (listener) => watch(listener, commands.watchFileWork),
  watchScan: (listener) => watch(listener, commands.watchScan),

  onLibraryChanged: (listener) => events.libraryChanged.listen((event) => listener(event.payload)),

  faceUrl: (key) => convertFileSrc(key, "face"),
  portraitUrl: (key) => `${convertFileSrc(key, "face")}?portrait`,
  photoUrl: (id) => convertFileSrc(id, "photo"),
  photoInFullUrl: (id) => `${convertFileSrc(id, "photo")}?size=full`,
  photoThumbnailUrl: ({ id, version }) => `${convertFileSrc(id, "photo")}?size=320&version=${version}`,
};
