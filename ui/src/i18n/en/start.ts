import type { Formats } from "../locale";

/** The first start, and where names are kept. */
export function start(formats: Formats) {
  const { number } = formats;

  return {
    start: {
      step: (step: number, of: number) => `Step ${number(step)} of ${number(of)}`,
      next: "Continue",
      title: "Who is in your photos?",
      text: "Kith finds every face in the folders that you choose and puts the ones that look alike together. You say who they are, and Kith finds them everywhere else.",
      promises: [
        "Everything happens on this device. Kith never goes online.",
        "Looking for faces only reads your photos.",
        "You can take back everything that you say, at any time.",
      ],
      namesTitle: "Where should the names be?",
      namesText:
        "You can change this at any time in the settings. Only the names of confirmed faces are written, and keywords that you change.",
      photosTitle: "Where are your photos?",
      photosText: "Kith looks for faces in the folders that you choose here, and nowhere else.",
      pictures: "All my pictures",
      noPictures: "Your system names no folder for pictures",
      choose: "Choose folders…",
      chooseHint: "One or several, also on other drives",
      later: "Not now",
      laterHint: "Look around first",
    },

    keeping: {
      label: "Where names are kept",
      kith: {
        title: "Keep names in Kith only",
        text: "Your photos and their folders stay as they are. Other programs do not see the names.",
      },
      beside: {
        title: "Write a small file beside each photo",
        text: "A file such as IMG_1234.jpg.xmp holds the names, and the photo stays as it is. Programs that know such files read them, digiKam for one.",
      },
      inside: {
        title: "Write into the photos",
        text: "The names go wherever the photo goes, and most programs that show people read them there. The picture itself is not touched. Only JPEG, PNG and WebP; other photos get a file beside them.",
      },
    },
  };
}
