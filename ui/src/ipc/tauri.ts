import { Channel, convertFileSrc } from "@tauri-apps/api/core";
import type { Backend } from "./backend";
import { commands, events } from "./bindings";
import type { Job } from "./types";

/** The desktop and mobile app: every call is one command of the shell. */
export const tauriBackend: Backend = {
  libraryState: commands.libraryState,
  listPeople: commands.listPeople,
  listFaces: commands.listFaces,
  listGroups: commands.listGroups,
  listQuestions: commands.listQuestions,
  photoMonths: commands.photoMonths,
  listPhotos: commands.listPhotos,
  listFolders: commands.listFolders,
  getPhoto: commands.getPhoto,

  decide: commands.decide,
  undo: commands.undo,
  redo: commands.redo,
  listSteps: commands.listSteps,
  goToStep: commands.goToStep,

  chooseFolder: commands.chooseFolder,
  scanAgain: async () => void (await commands.scanAgain()),
  pauseScan: commands.pauseScan,
  resumeScan: async () => void (await commands.resumeScan()),
  cancelScan: commands.cancelScan,
  unreadable: commands.unreadable,

  async watchScan(listener) {
    const channel = new Channel<Job>(listener);
    await commands.watchScan(channel);
    return () => {
      channel.onmessage = () => {};
    };
  },

  onLibraryChanged: (listener) => events.libraryChanged.listen((event) => listener(event.payload)),

  faceUrl: (key) => convertFileSrc(key, "face"),
  photoUrl: (id) => convertFileSrc(id, "photo"),
  photoThumbnailUrl: ({ id, version }) => `${convertFileSrc(id, "photo")}?size=320&version=${version}`,
};
