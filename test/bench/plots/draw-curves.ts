import { axisPosition, type Frame } from "../../../reports/client/geometry.js";
import { standaloneCss } from "../../../reports/draw/standalone-style.ts";
import {
  CHART_WIDTH,
  drawSvg,
  drawTicks,
  group,
  line,
  rectangle,
  text,
  type Drawing,
} from "../../../reports/draw/svg.ts";
import { markerPath, seriesColour } from "../../../reports/page/palette.ts";
import type { Curve, Curves, Guide, Point } from "./curves.ts";

const HEIGHT = 470;

/** At the right of it stand the labels of the curves, each beside its end. */
const FRAME: Frame = { left: 74, top: 76, width: 556, height: 330 };

/** Between the ends of two labels, so that they can be read [user units]. */
const LINE_HEIGHT = 19;

/** One SVG that stands alone: its style is inside. */
export function drawCurves(values: Curves): string {
  const { id, title, subtitle, x, y, yTitle, curves, guides } = values;
  const place = ([designs, value]: Point): Point => [
    FRAME.left + (axisPosition(x, designs) ?? 0) * FRAME.width,
    FRAME.top + (1 - (axisPosition(y, value) ?? 0)) * FRAME.height,
  ];
  const svg = drawSvg({ id, height: HEIGHT, title }, (root) => {
    root.append("style").text(css(curves));
    rectangle(root, "paper", 0, 0, CHART_WIDTH, HEIGHT);
    text(root, "title", 16, 30, title);
    text(root, "subtitle", 16, 52, subtitle);
    drawAxes(root, values, yTitle);
    for (const guide of guides) drawGuide(root, guide, place);
    for (const curve of curves) drawCurve(root, curve, place);
    drawLabels(root, values, place);
  });
  return `${String(svg)}\n`;
}

function css(curves: readonly Curve[]): string {
  return [
    standaloneCss(),
    ...curves.map(({ series }) => `.s${series}{--c:${seriesColour(series)}}`),
    ".curve{fill:none;stroke:var(--c);stroke-width:2.2px;stroke-linejoin:round}",
    ".mark{fill:var(--c);stroke:#fff;stroke-width:1.2px}",
    ".label{fill:var(--c);font-weight:600}",
    ".leader{stroke:var(--c);stroke-width:1px;stroke-dasharray:1 3;fill:none}",
    ".guide{stroke:#5d6873;stroke-width:1.2px;stroke-dasharray:5 4}",
    ".guide-label{fill:#5d6873;font-size:12px;font-style:italic}",
  ].join("\n");
}

function drawAxes(root: Drawing, { x, y }: Curves, yTitle: string): void {
  const bottom = FRAME.top + FRAME.height;
  const xAxis = group(root, "axis axis-x");
  drawTicks(xAxis, "x", x, FRAME);
  line(xAxis, "base", FRAME.left, bottom, FRAME.left + FRAME.width, bottom);
  text(xAxis, "axis-title", FRAME.left + FRAME.width / 2, bottom + 44, "Designs of the space");
  const yAxis = group(root, "axis axis-y");
  drawTicks(yAxis, "y", y, FRAME);
  const middle = FRAME.top + FRAME.height / 2;
  text(root, "axis-title middle", 0, 0, yTitle).attr("transform", `translate(20,${middle}) rotate(-90)`);
}

function drawGuide(root: Drawing, { from, to }: Guide, place: (point: Point) => Point): void {
  const [[x1, y1], [x2, y2]] = [place(from), place(to)];
  line(root, "guide", x1, y1, x2, y2);
}

function drawCurve(root: Drawing, { series, points }: Curve, place: (point: Point) => Point): void {
  const own = group(root, `s${series}`);
  const places = points.map(place);
  own
    .append("path")
    .attr("class", "curve")
    .attr("d", `M${places.map((each) => each.join(",")).join("L")}`);
  for (const [cx, cy] of places)
    own
      .append("path")
      .attr("class", "mark")
      .attr("d", markerPath(series, 90))
      .attr("transform", `translate(${cx},${cy})`);
}

/** The labels of curves and guides beside their ends, moved apart where they would hide each other. */
function drawLabels(root: Drawing, { curves, guides }: Curves, place: (point: Point) => Point): void {
  const labels = [
    ...curves.map(({ label, series, points }) => ({ label, own: `s${series}`, name: "label", end: points.at(-1) })),
    ...guides.map(({ label, to }) => ({ label, own: "", name: "guide-label", end: to })),
  ].flatMap(({ end, ...rest }) => (end === undefined ? [] : [{ ...rest, end: place(end) }]));
  const heights = apart(
    labels.map(({ end: [, y] }) => y),
    LINE_HEIGHT,
  );
  const left = FRAME.left + FRAME.width + 18;
  for (const [i, { label, own, name, end }] of labels.entries()) {
    const height = heights[i] ?? 0;
    const entry = group(root, own);
    if (name === "label") {
      const [x, y] = [end[0] + 9, end[1]];
      entry
        .append("path")
        .attr("class", "leader")
        .attr("d", `M${x},${y}L${left - 4},${height}`);
    }
    text(entry, name, left, height, label).attr("dy", "0.35em");
  }
}

/** Heights as near to the wanted ones as it goes, none nearer to another than `gap`; they keep their order. */
export function apart(wanted: readonly number[], gap: number): readonly number[] {
  const order = wanted.map((_, i) => i).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  // Labels that touch become a block, whose middle is the mean of what its labels want.
  const blocks: { readonly members: readonly number[]; readonly middle: number }[] = [];
  for (const member of order) {
    let block = { members: [member], middle: wanted[member] ?? 0 };
    for (let above = blocks.at(-1); above !== undefined && touches(above, block, gap); above = blocks.at(-1)) {
      const members = [...above.members, ...block.members];
      block = { members, middle: members.reduce((sum, i) => sum + (wanted[i] ?? 0), 0) / members.length };
      blocks.pop();
    }
    blocks.push(block);
  }
  const heights = [...wanted];
  for (const { members, middle } of blocks)
    for (const [i, member] of members.entries()) heights[member] = middle + (i - (members.length - 1) / 2) * gap;
  return heights;
}

function touches(
  above: { readonly members: readonly number[]; readonly middle: number },
  below: { readonly members: readonly number[]; readonly middle: number },
  gap: number,
): boolean {
  return below.middle - above.middle < (gap * (above.members.length + below.members.length)) / 2;
}
