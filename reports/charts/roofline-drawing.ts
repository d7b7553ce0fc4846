import { quantity } from "../../src/core/quantity-text.js";
import type { AxisScale } from "../draw/axis.ts";
import { axisPosition } from "../client/geometry.js";
import { shorten } from "../page/shorten.ts";
import type { Markup } from "../page/html.ts";
import { markerPath, seriesClass } from "../page/palette.ts";
import { drawSvg, drawTicks, group, line, text, type Drawing } from "../draw/svg.ts";
import type { RooflinePick, RooflineValues } from "./roofline-values.ts";
import { gopsOfTops, topsOfGops } from "../../src/core/units.ts";

/** Lines between the names of neighbouring roofs [user units]. */
const LABEL_STEP = 18;

/** The roofline on log–log axes: bandwidth, roofs of the picks, the front as dots. */
export function drawRoofline(values: RooflineValues): Markup {
  const { frame } = values;
  const title = `Roofline: ${values.picks.length} picked designs under ${quantity(values.bandwidthGBps, "GB/s")}`;
  return drawSvg({ id: "roofline", height: frame.top + frame.height + 52, title }, (root) => {
    drawTicks(group(root, "axis axis-x"), "x", values.x, frame);
    drawTicks(group(root, "axis axis-y"), "y", values.y, frame);
    text(root, "axis-title title-y", frame.left, 14, "operations per second [TOPS]");
    const bottom = frame.top + frame.height + 44;
    text(root, "axis-title end", frame.left + frame.width, bottom, "operations per byte of weights");
    drawBandwidth(root, values);
    drawDots(root, values);
    drawRoofs(root, values);
  });
}

const toX = ({ x, frame }: RooflineValues, operationsPerByte: number): number =>
  frame.left + clamped(x, operationsPerByte) * frame.width;

const toY = ({ y, frame }: RooflineValues, tops: number): number => frame.top + (1 - clamped(y, tops)) * frame.height;

function clamped(scale: AxisScale, value: number): number {
  return Math.max(0, Math.min(1, axisPosition(scale, value) ?? 0));
}

/** The bandwidth between the two places where it enters and leaves the plotting area, named along the line. */
function drawBandwidth(root: Drawing, values: RooflineValues): void {
  const { x, y, bandwidthGBps } = values;
  const tops = (operationsPerByte: number) => topsOfGops(operationsPerByte * bandwidthGBps);
  const intensity = (at: number) => gopsOfTops(at) / bandwidthGBps;
  const from = Math.max(x.domain[0], intensity(y.domain[0]));
  const to = Math.min(x.domain[1], intensity(y.domain[1]));
  if (from >= to) return;
  const [x1, y1, x2, y2] = [toX(values, from), toY(values, tops(from)), toX(values, to), toY(values, tops(to))];
  line(root, "bandwidth", x1, y1, x2, y2);
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  const [left, top] = [x1 + (x2 - x1) * 0.06, y1 + (y2 - y1) * 0.06];
  text(root, "halo bandwidth-label", 0, -9, quantity(bandwidthGBps, "GB/s")).attr(
    "transform",
    `translate(${left.toFixed(1)},${top.toFixed(1)}) rotate(${angle.toFixed(1)})`,
  );
}

function drawDots(root: Drawing, values: RooflineValues): void {
  const dots = group(root, "cloud");
  for (const [series] of values.generators.entries()) {
    const d = values.front
      .filter((point) => point.series === series)
      .map(
        (point) =>
          `M${toX(values, point.operationsPerByte).toFixed(1)},${toY(values, point.attainableTops).toFixed(1)}h0`,
      );
    if (d.length > 0) dots.append("path").attr("class", seriesClass(series)).attr("d", d.join(""));
  }
}

function drawRoofs(root: Drawing, values: RooflineValues): void {
  const { picks, frame } = values;
  const right = frame.left + frame.width;
  const labels = spread(picks.map((pick) => toY(values, pick.computeTops)));
  for (const [i, pick] of picks.entries()) {
    const roof = toY(values, pick.computeTops);
    const ridge = toX(values, gopsOfTops(pick.computeTops) / values.bandwidthGBps);
    const node = group(root, seriesClass(pick.series));
    line(node, "roof", Math.min(ridge, right), roof, right, roof);
    drawReached(node, values, pick, ridge, roof);
    const y = labels[i] ?? roof;
    line(node, "leader", right + 2, roof, right + 12, y);
    const label = `${shorten(pick.title, 28)}, ${quantity(pick.computeTops, "TOPS")}`;
    text(node, "roof-label", right + 16, y, label).attr("dy", "0.35em");
  }
}

/** What the pick reaches; if the bandwidth holds it back, also what its core could do. */
function drawReached(node: Drawing, values: RooflineValues, pick: RooflinePick, ridge: number, roof: number): void {
  const [x, y] = [toX(values, pick.operationsPerByte), toY(values, pick.attainableTops)];
  const shape = markerPath(pick.series, 80);
  const mark = (name: string, top: number) =>
    node.append("path").attr("class", name).attr("d", shape).attr("transform", `translate(${x},${top})`);
  if (pick.bound === "bandwidth") {
    line(node, "lost", x, y, x, roof);
    line(node, "lost", x, roof, ridge, roof);
    mark("mark hollow", roof);
  }
  mark("mark", y);
}

/** Heights moved apart so that neighbouring names do not run into each other, in the order given. */
function spread(heights: readonly number[]): readonly number[] {
  const order = heights.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  const moved = heights.map((y) => y);
  let last = -Infinity;
  for (const { y, i } of order) moved[i] = last = Math.max(y, last + LABEL_STEP);
  return moved;
}
