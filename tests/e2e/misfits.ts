import type { Page } from "@playwright/test";

/** What sticks out of the window or of what it stands in, and words that are cut; a line each. */
export async function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** Things may reach into the space around them, as a round button does whose icon stands at the edge. */
    const reach = 12;
    const canvas = document.createElement("canvas").getContext("2d");

    const describe = (it: Element) => `${it.tagName.toLowerCase()}.${it.className} “${it.textContent?.trim().slice(0, 40)}”`;
    const isBeyond = (it: DOMRect, frame: { left: number; right: number }, slack: number) =>
      it.left < frame.left - slack || it.right > frame.right + slack;

    /**
     * In what shows only a part of it, as the window over an enlarged photo or a row that scrolls sideways does: reaching
     * beyond that is its purpose.
     */
    const isClipped = ({ parentElement: around }: Element): boolean => {
      if (around === null) return false;
      const { overflowX, overflowY } = getComputedStyle(around);
      return overflowX === "clip" || (overflowX === "auto" && overflowY === "hidden") || isClipped(around);
    };

    /** What is placed by pixels, as the boxes on a photo, or meant to be cut at the end. */
    const isFree = (it: Element, style: CSSStyleDeclaration) =>
      it.closest("[data-box], .sr-only, svg") !== null || ["absolute", "fixed"].includes(style.position);

    function textIsCut(it: HTMLElement, style: CSSStyleDeclaration): boolean {
      const hasText = [...it.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      const cut = hasText && it.scrollWidth > it.clientWidth + 1 && style.display !== "inline";
      return cut && style.textOverflow !== "ellipsis";
    }

    function placeholderIsCut(it: HTMLElement, style: CSSStyleDeclaration): boolean {
      if (!(it instanceof HTMLInputElement) || it.placeholder === "" || !canvas) return false;
      canvas.font = style.font;
      const room = it.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      return canvas.measureText(it.placeholder).width > room + 1;
    }

    const found: string[] = [];
    if (document.documentElement.scrollWidth > window.innerWidth) found.push("the window scrolls sideways");
    for (const it of document.body.querySelectorAll<HTMLElement>("*")) {
      const [style, rect] = [getComputedStyle(it), it.getBoundingClientRect()];
      if (!it.checkVisibility() || rect.width === 0 || it.closest(".sr-only, svg") || isClipped(it)) continue;
      if (isBeyond(rect, { left: 0, right: window.innerWidth }, 1)) found.push(`out of the window: ${describe(it)}`);
      else if (it.parentElement && !isFree(it, style) && isBeyond(rect, it.parentElement.getBoundingClientRect(), reach))
        found.push(`out of its place: ${describe(it)}`);
      if (textIsCut(it, style)) found.push(`cut: ${describe(it)}`);
      if (placeholderIsCut(it, style)) found.push(`cut: ${(it as HTMLInputElement).placeholder}`);
    }
    return found;
  });
}
