/** The size at which a photo is looked at. */
export function zoom() {
  return {
    zoom: {
      label: "Size of the photo",
      larger: "Larger",
      smaller: "Smaller",
      fit: "The whole photo",
      help: "Enlarge the photo, make it smaller, show all of it",
      helpMove: "Move an enlarged photo",
    },
  };
}
