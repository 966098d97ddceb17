/** Which way the page is read, as its root says. */
class Direction {
  rightToLeft = $state(document.documentElement.dir === "rtl");

  constructor() {
    const root = document.documentElement;
    const follow = () => (this.rightToLeft = root.dir === "rtl");
    new MutationObserver(follow).observe(root, { attributes: true, attributeFilter: ["dir"] });
  }

  /** 1 for a key that points to what comes next, -1 to what came before, 0 for any other. */
  stepOf(key: string): 1 | -1 | 0 {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return 0;
    return (key === "ArrowRight") === this.rightToLeft ? -1 : 1;
  }
}

export const direction = new Direction();
