/** Where every cell of a sectioned grid lies. Pure arithmetic: cells of one section are all the same size. */

/** A cell is `minWidth` wide or wider, as the columns fill the row; its height is `aspect * width + height`. */
export type CellShape = { minWidth: number; aspect: number; height: number };
export type SectionShape = { count: number; header: number; cell: CellShape };
export type Rect = { x: number; y: number; w: number; h: number };

export type SectionLayout = {
  /** Index of its first cell among all cells. */
  first: number;
  count: number;
  top: number;
  bodyTop: number;
  height: number;
  columns: number;
  cell: { w: number; h: number };
};

/** `mirrored`: rows begin at the right, as they are read in some languages. */
export type Layout = {
  sections: SectionLayout[];
  count: number;
  width: number;
  height: number;
  gap: number;
  mirrored: boolean;
};
export type VisibleSection = { section: number; from: number; to: number };
export type Step = "left" | "right" | "up" | "down" | "home" | "end" | "pageUp" | "pageDown";

const sectionGap = 24;

export function layoutGrid(
  shapes: readonly SectionShape[],
  width: number,
  gap: number,
  mirrored = false,
): Layout {
  const sections: SectionLayout[] = [];
  let [top, first] = [0, 0];
  for (const { count, header, cell } of shapes) {
    const columns = Math.max(1, Math.floor((width + gap) / (cell.minWidth + gap)));
    const w = Math.max(1, (width - gap * (columns - 1)) / columns);
    const h = cell.aspect * w + cell.height;
    const rows = Math.ceil(count / columns);
    const height = header + (rows > 0 ? rows * (h + gap) - gap : 0);
    sections.push({ first, count, top, bodyTop: top + header, height, columns, cell: { w, h } });
    top += height + sectionGap;
    first += count;
  }
  return { sections, count: first, width, height: Math.max(0, top - sectionGap), gap, mirrored };
}

export function sectionOf(layout: Layout, index: number): number {
  return layout.sections.findIndex(
    (section) => index >= section.first && index < section.first + section.count,
  );
}

/** The rectangle of one cell in pixels from the upper left corner of the whole grid; null when there is no such cell. */
export function cellRect(layout: Layout, index: number): Rect | null {
  const section = layout.sections[sectionOf(layout, index)];
  if (!section) return null;
  const at = index - section.first;
  const { w, h } = section.cell;
  const along = (at % section.columns) * (w + layout.gap);
  const x = layout.mirrored ? layout.width - along - w : along;
  return { x, y: section.bodyTop + Math.floor(at / section.columns) * (h + layout.gap), w, h };
}

/** The sections that touch the strip from `top` to `bottom`, with their cells (`to` is exclusive). */
export function visibleSections(layout: Layout, top: number, bottom: number): VisibleSection[] {
  return layout.sections.flatMap((section, index) => {
    if (section.top > bottom || section.top + section.height < top) return [];
    const pitch = section.cell.h + layout.gap;
    const firstRow = Math.max(0, Math.floor((top - section.bodyTop) / pitch));
    const rowAfter = Math.max(0, Math.ceil((bottom - section.bodyTop) / pitch));
    const from = Math.min(section.count, firstRow * section.columns);
    return [{ section: index, from, to: Math.min(section.count, rowAfter * section.columns) }];
  });
}

export function cellsInRect(layout: Layout, area: Rect): number[] {
  return visibleSections(layout, area.y, area.y + area.h).flatMap(({ section, from, to }) => {
    const first = layout.sections[section]?.first ?? 0;
    const indices = Array.from({ length: to - from }, (_, at) => first + from + at);
    return indices.filter((index) => touches(cellRect(layout, index), area));
  });
}

function touches(cell: Rect | null, area: Rect): boolean {
  if (!cell) return false;
  const across = cell.x < area.x + area.w && area.x < cell.x + cell.w;
  return across && cell.y < area.y + area.h && area.y < cell.y + cell.h;
}

/** Where the focus goes from `index`; up and down keep the horizontal place over section borders. */
export function stepFrom(layout: Layout, index: number, step: Step, pageHeight: number): number {
  const last = layout.count - 1;
  switch (step) {
    case "home":
      return 0;
    case "end":
      return last;
    case "left":
    case "right":
      return Math.min(last, Math.max(0, index + ((step === "right") === layout.mirrored ? -1 : 1)));
    case "up":
      return verticalStep(layout, index, -1);
    case "down":
      return verticalStep(layout, index, 1);
    case "pageUp":
    case "pageDown":
      return pageStep(layout, index, step === "pageUp" ? -1 : 1, pageHeight);
  }
}

function pageStep(layout: Layout, index: number, direction: 1 | -1, pageHeight: number): number {
  const start = cellRect(layout, index);
  let at = index;
  for (;;) {
    const next = verticalStep(layout, at, direction);
    const rect = cellRect(layout, next);
    if (next === at || !rect || !start || Math.abs(rect.y - start.y) > pageHeight)
      return at === index ? next : at;
    at = next;
  }
}

function verticalStep(layout: Layout, index: number, direction: 1 | -1): number {
  const at = sectionOf(layout, index);
  const section = layout.sections[at];
  const rect = cellRect(layout, index);
  if (!section || !rect) return index;
  const next = index + direction * section.columns;
  if (next >= section.first && next < section.first + section.count) return next;
  const inside = index - section.first;
  const lastRow = Math.floor((section.count - 1) / section.columns);
  if (direction === 1 && Math.floor(inside / section.columns) < lastRow)
    return section.first + section.count - 1;
  const neighbour = nearestFilled(layout, at, direction);
  return neighbour ? closestInEdgeRow(layout, neighbour, rect.x + rect.w / 2, direction) : index;
}

function nearestFilled(layout: Layout, from: number, direction: 1 | -1): SectionLayout | null {
  for (let at = from + direction; at >= 0 && at < layout.sections.length; at += direction) {
    const section = layout.sections[at];
    if (section && section.count > 0) return section;
  }
  return null;
}

function closestInEdgeRow(layout: Layout, section: SectionLayout, centre: number, direction: 1 | -1): number {
  const along = layout.mirrored ? layout.width - centre : centre;
  const column = Math.min(
    section.columns - 1,
    Math.max(0, Math.floor(along / (section.cell.w + layout.gap))),
  );
  const row = direction === 1 ? 0 : Math.floor((section.count - 1) / section.columns);
  return section.first + Math.min(section.count - 1, row * section.columns + column);
}
