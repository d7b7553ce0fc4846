import { scaleLinear, scalePoint } from "d3";
import { meanAndHalf } from "../../../src/core/number-text.js";
import type { Interval } from "../../../src/core/confidence.ts";
import type { LearningReproduction } from "../../../src/core/learning-reproduction.ts";
import type { UpdateMethod } from "../../../src/core/update-methods.ts";
import { linearTicks, type AxisScale } from "../../draw/axis.ts";
import type { Markup } from "../../page/html.ts";
import { markerPath } from "../../page/palette.ts";
import { CHART_WIDTH, drawSvg, group, line, text, type Drawing } from "../../draw/svg.ts";
import type { FigurePlan } from "./figures.ts";
import { METHODS, styleOf } from "./methods.ts";

/** Accuracies of one panel [0 … 1]. */
export interface AccuracyPanel {
  readonly title: string;
  readonly axis: string;
  readonly order: "ordered" | "unordered";
  readonly labels: readonly string[];
  /** Of floating point, mean over seeds, by label. */
  readonly float: readonly number[];
  /** By label; undefined where the method was not trained. */
  readonly series: readonly { readonly method: UpdateMethod; readonly points: readonly (Interval | undefined)[] }[];
}

export interface AccuracyValues {
  readonly title: string;
  readonly panels: readonly AccuracyPanel[];
}

/** The accuracies that a figure shows; undefined if none of its conditions was trained. */
export function accuracyData({ points }: LearningReproduction, plan: FigurePlan): AccuracyValues | undefined {
  const find = (id: string, method: UpdateMethod) =>
    points.find((point) => point.condition === id && point.method === method);
  const panels = plan.panels.flatMap(({ title, axis, order, conditions }): AccuracyPanel[] => {
    const trained = conditions.filter(([id]) => points.some(({ condition }) => condition === id));
    if (trained.length === 0) return [];
    const series = METHODS.map(({ method }) => ({
      method,
      points: trained.map(([id]) => find(id, method)?.accuracy),
    })).filter((each) => each.points.filter((point) => point !== undefined).length > trained.length / 2);
    const float = trained.map(([id]) => {
      const [first] = points.filter(({ condition }) => condition === id);
      return first === undefined ? NaN : first.accuracy.mean + first.lossToFloat.mean;
    });
    return [{ title, axis, order, labels: trained.map(([, label]) => label), float, series }];
  });
  return panels.length === 0 ? undefined : { title: plan.title, panels };
}

const GAP = 44;
const PLOT = { left: 46, top: 34, height: 250, bottom: 52 };
/** Distance of the methods of one condition [user units]. */
const APART = 11;

/** Panels side by side with one axis of accuracy; error bars are 95 % intervals, dashes floating point. */
export function drawAccuracy({ title, panels }: AccuracyValues, id: string): Markup {
  const columns = panels.reduce((sum, { labels }) => sum + labels.length, 0);
  const room = CHART_WIDTH - PLOT.left - GAP * (panels.length - 1);
  const domain = domainOf(panels);
  const ticks = percentTicks(domain);
  const y = scaleLinear()
    .domain(domain)
    .range([PLOT.top + PLOT.height, PLOT.top]);
  const height = PLOT.top + PLOT.height + PLOT.bottom;
  return drawSvg({ id, height, title }, (root) => {
    let left = PLOT.left;
    for (const [i, panel] of panels.entries()) {
      const width = (room * panel.labels.length) / columns;
      drawPanel(group(root, "panel"), panel, { left, width, y, ticks, isFirst: i === 0 });
      left += width + GAP;
    }
  });
}

/** From below the lowest interval, to tens, up to 100 %. */
function domainOf(panels: readonly AccuracyPanel[]): readonly [number, number] {
  const lows = panels.flatMap(({ series }) =>
    series.flatMap(({ points }) => points.flatMap((each) => (each === undefined ? [] : each.mean - each.half))),
  );
  return [Math.max(0, Math.floor(10 * Math.min(...lows) - 0.2) / 10), 1];
}

interface Place {
  readonly left: number;
  readonly width: number;
  readonly y: (accuracy: number) => number;
  readonly ticks: AxisScale["ticks"];
  readonly isFirst: boolean;
}

function drawPanel(root: Drawing, panel: AccuracyPanel, { left, width, y, ticks, isFirst }: Place): void {
  const right = left + width;
  const bottom = PLOT.top + PLOT.height;
  const positions = panel.labels.map((_, i) => `${i}`);
  const scale = scalePoint().domain(positions).range([left, right]).padding(0.5);
  const x = (position: number): number => scale(`${position}`) ?? left;
  const axis = group(root, "axis axis-y");
  for (const { value, label } of ticks) {
    line(axis, "", left, y(value), right, y(value));
    if (isFirst) text(axis, "", left - 8, y(value), label).attr("dy", "0.35em");
  }
  text(root, "group-title", left, 16, panel.title);
  const xAxis = group(root, "axis axis-x");
  for (const [i, label] of panel.labels.entries()) text(xAxis, "", x(i), bottom + 19, label);
  text(root, "axis-title middle", (left + right) / 2, bottom + 40, panel.axis);
  for (const [i, accuracy] of panel.float.entries()) {
    const half = (panel.series.length * APART) / 2 + 6;
    line(root, "float", x(i) - half, y(accuracy), x(i) + half, y(accuracy));
  }
  for (const [k, { method, points }] of panel.series.entries()) {
    const shift = (k - (panel.series.length - 1) / 2) * APART;
    drawSeries(group(root, `method ${styleOf(method).colour}`), method, {
      points: points.map((point, i) => (point === undefined ? undefined : { ...point, x: x(i) + shift })),
      isJoined: panel.order === "ordered",
      y,
    });
  }
}

interface SeriesPlace {
  readonly points: readonly (({ readonly x: number } & Interval) | undefined)[];
  readonly isJoined: boolean;
  readonly y: (accuracy: number) => number;
}

function drawSeries(root: Drawing, method: UpdateMethod, { points, isJoined, y }: SeriesPlace): void {
  const known = points.flatMap((point) => point ?? []);
  const { label, series } = styleOf(method);
  if (isJoined && known.length > 1) {
    const path = known.map(({ x, mean }) => `${x},${y(mean)}`).join("L");
    root.append("path").attr("class", "joined").attr("d", `M${path}`);
  }
  for (const { x, mean, half } of known) {
    const [low, high] = [y(Math.max(0, mean - half)), y(Math.min(1, mean + half))];
    root
      .append("path")
      .attr("class", "interval")
      .attr("d", `M${x},${low}V${high}M${x - 3.5},${low}h7M${x - 3.5},${high}h7`);
    const mark = root
      .append("path")
      .attr("class", "mean")
      .attr("d", markerPath(series, 62))
      .attr("transform", `translate(${x},${y(mean)})`);
    mark.append("title").text(`${label}: ${meanAndHalf(mean, half)}\u00a0%`);
  }
}

/** Ticks in percent over a range of accuracies. */
function percentTicks([low, high]: readonly [number, number]): AxisScale["ticks"] {
  return linearTicks([100 * low, 100 * high], 6).map(({ value, label }) => ({
    value: value / 100,
    label: `${label}\u00a0%`,
  }));
}
