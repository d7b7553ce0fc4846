import { alongSteps, axisPosition, placeLabels, stepVertices, type Frame } from "../client/geometry.js";
import type { AxisScale, MetricAxis } from "../draw/axis.ts";
import { generatorLegend, type Chart } from "../draw/chart.ts";
import { seriesClass } from "../page/palette.ts";
import { drawSvg, drawTicks, group, text, textWidth, type Drawing } from "../draw/svg.ts";
import { count, counted } from "../../src/core/number-text.js";
import { html, type Markup } from "../page/html.ts";
import type { Columns } from "../results/columns.ts";
import { paretoFrontValues, type ParetoFrontValues } from "./pareto-front-values.ts";
import { drawMarks, drawWhiskers } from "./pareto-marks.ts";

function draw(values: ParetoFrontValues): Markup {
  const { frame } = values;
  const xAxis = values.axes.find((axis) => axis.metric === values.x);
  const yAxis = values.axes.find((axis) => axis.metric === values.y);
  if (xAxis === undefined || yAxis === undefined) return html``;
  const title = `${yAxis.label} against ${xAxis.label}: ${counted(values.front.index.length, "Pareto design")}`;
  return drawSvg({ id: "pareto-front", height: frame.top + frame.height + 52, title }, (root) => {
    const [xs, ys] = [pick(xAxis), pick(yAxis)];
    drawAxes(root, xAxis, yAxis, frame);
    const at = (columnsOf: Columns, i: number) =>
      place(xs, ys, frame, columnsOf[values.x]?.[i], columnsOf[values.y]?.[i]);
    const cloud = group(root, "cloud");
    for (const [series] of values.generators.entries()) {
      const dots = values.cloud.series.flatMap((of, i) => (of === series ? [at(values.cloud.columns, i)] : []));
      const d = dots.flatMap((p) => (p === null ? [] : [`M${p[0].toFixed(1)},${p[1].toFixed(1)}h0`])).join("");
      if (d !== "") cloud.append("path").attr("class", seriesClass(series)).attr("data-series", series).attr("d", d);
    }
    const steps = drawSteps(root, values, xAxis, yAxis);
    const points = values.front.index.map((_, i) => at(values.front.columns, i));
    drawMarks(root, values, points);
    drawWhiskers(root, values, [xs, ys]);
    drawLabels(root, values, points, steps);
  });
}

const pick = (axis: MetricAxis): AxisScale =>
  axis.preferred === "log" ? (axis.all.log ?? axis.all.linear) : axis.all.linear;

function place(
  xs: AxisScale,
  ys: AxisScale,
  frame: Frame,
  x: number | null | undefined,
  y: number | null | undefined,
): [number, number] | null {
  const [u, v] = [axisPosition(xs, x), axisPosition(ys, y)];
  return u === null || v === null ? null : [frame.left + u * frame.width, frame.top + (1 - v) * frame.height];
}

function drawAxes(root: Drawing, xAxis: MetricAxis, yAxis: MetricAxis, frame: Frame): void {
  drawTicks(group(root, "axis axis-x"), "x", pick(xAxis), frame);
  drawTicks(group(root, "axis axis-y"), "y", pick(yAxis), frame);
  const bottom = frame.top + frame.height + 44;
  text(root, "axis-title title-x end", frame.left + frame.width, bottom, axisTitle(xAxis));
  text(root, "axis-title title-y", frame.left, 14, axisTitle(yAxis));
}

/** `area [mm²], smaller is better`. The page's script says it the same way. */
function axisTitle(axis: MetricAxis): string {
  const better = axis.better === "minimize" ? "smaller is better" : "larger is better";
  return `${axis.label}${axis.unit === "" ? "" : ` [${axis.unit}]`}, ${better}`;
}

type Point = readonly [number, number];

function drawSteps(root: Drawing, values: ParetoFrontValues, xAxis: MetricAxis, yAxis: MetricAxis): readonly Point[] {
  const [xs, ys] = [values.front.columns[values.x], values.front.columns[values.y]];
  const pairs = values.front.index.flatMap((_, i): [number, number][] => {
    const [x, y] = [xs?.[i], ys?.[i]];
    return typeof x === "number" && typeof y === "number" ? [[x, y]] : [];
  });
  const vertices = stepVertices(pairs, xAxis.better, yAxis.better)
    .map(([x, y]) => place(pick(xAxis), pick(yAxis), values.frame, x, y))
    .filter((p) => p !== null);
  const d = vertices.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)},${y.toFixed(1)}`).join("");
  root.append("path").attr("class", "steps").attr("d", d);
  return vertices;
}

function drawLabels(
  root: Drawing,
  values: ParetoFrontValues,
  points: readonly (Point | null)[],
  steps: readonly Point[],
): void {
  const labels = group(root, "labels");
  const shown = values.picks.flatMap(({ position, label }) => {
    const p = points[position];
    return p ? [{ label, position, x: p[0], y: p[1], width: textWidth(label) }] : [];
  });
  const spots = placeLabels(shown, [...points.filter((p) => p !== null), ...alongSteps(steps)], values.frame); // prettier-ignore
  for (const [i, spot] of spots.entries()) {
    const anchor = shown[i];
    if (anchor === undefined) continue;
    const label = group(labels, "label").attr("data-i", anchor.position);
    label.append("circle").attr("class", "ring").attr("cx", anchor.x).attr("cy", anchor.y).attr("r", 9);
    const leader = label.append("line").attr("class", "leader").attr("x1", anchor.x).attr("y1", anchor.y);
    leader.attr("x2", spot.x).attr("y2", spot.y);
    const side = spot.side === 1 ? "halo" : "halo end";
    text(label, side, spot.x + 3 * spot.side, spot.y, anchor.label).attr("dy", "0.35em");
  }
}

function caption(values: ParetoFrontValues): Markup {
  const shown = values.front.index.length;
  const front =
    shown === values.frontTotal
      ? html`All ${counted(shown, "non-dominated design")}`
      : html`${count(shown)} of ${counted(values.frontTotal, "non-dominated design")} (every one is in
          <code>pareto.csv</code>)`;
  const cloud =
    values.cloud.series.length === values.cloudTotal
      ? `${count(values.cloudTotal)} dominated ones as small dots`
      : `${count(values.cloud.series.length)} of ${count(values.cloudTotal)} dominated ones as small dots`;
  return html`${front} as markers, ${cloud}. The line joins the designs that no other front design beats in both of the
  metrics shown; markers off the line earn their place by another objective. Rings mark the picked
  designs.${whiskerNote(values)}`;
}

function whiskerNote({ front, whiskers }: ParetoFrontValues): string {
  if (Object.keys(front.errors).length === 0) return "";
  const of = whiskers === "all" ? "every front design" : "the picks and of the design under the pointer";
  return ` Bars across a marker are the expected error of ${of}; without a bar, a metric is counted, not estimated. On a
    logarithmic axis, a few per cent are no longer than the marker.`;
}

/** Scatter of the front and of a sample of what it dominates, over any two metrics. */
export const paretoFront: Chart<ParetoFrontValues> = {
  id: "pareto-front",
  title: "Pareto front",
  data: paretoFrontValues,
  draw,
  legend: (values) => generatorLegend(values.generators),
  caption,
  empty: "No feasible design with two metrics, so there is no front to draw.",
};
