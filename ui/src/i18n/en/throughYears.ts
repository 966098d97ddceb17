/** The faces of somebody from the first to the last. */
export function throughYears() {
  return {
    throughYears: {
      title: "Through the years",
      play: "Play",
      pause: "Pause",
      previous: "Previous face",
      next: "Next face",
      place: "Place in the years",
      open: (date: string) => `Open the photo of ${date}`,
      none: "No face with a date yet",
      noneHint: "Confirmed faces whose photos say when they were taken are shown here, one after the other.",
    },
  };
}
