import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import { linearScale, logScale, nameUnit, tickUnit, withUnit } from "../draw/axis.ts";
import { generatorLegend, type Chart } from "../draw/chart.ts";
import { axisPosition } from "../client/geometry.js";
import {
  choiceNames,
  choiceOf,
  describeMetric,
  generators,
  seriesOf,
  shownFront,
  varyingChoices,
} from "../results/designs.ts";
import { counted } from "../../src/core/number-text.js";
import { shorten } from "../page/shorten.ts";
import { html, joined, type Markup } from "../page/html.ts";
import { seriesClass } from "../page/palette.ts";
import { CHART_WIDTH, drawSvg, group, line, rectangle, text, type Drawing } from "../draw/svg.ts";

/** One vertical axis with the place of every design on it. */
interface ParallelAxis {
  /** Parameter or metric, or `generator`. */
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  /** `position` from 0 (bottom) to 1 (top). */
  readonly ticks: readonly { readonly position: number; readonly label: string }[];
  /** Design → position, or null if the design does not have this parameter. */
  readonly positions: readonly (number | null)[];
}

/** What the parallel coordinates show: front designs over what varies among them, then the objectives. */
export interface ParallelCoordinatesValues {
  readonly generators: readonly string[];
  readonly axes: readonly ParallelAxis[];
  /** Design → position of its generator. */
  readonly series: readonly number[];
  /** Parameters with one value in the whole front, e.g. `activation int8`. */
  readonly constant: readonly string[];
  /** x of each axis [user units]. */
  readonly xs: readonly number[];
  readonly top: number;
  readonly height: number;
}

/** Height of one row of axis names [user units]. */
const TITLE_ROW = 18;

/** Names of neighbouring axes stand in one, two or three rows, so that they do not run into each other. */
function titleRows(axes: number): number {
  return axes > 9 ? 3 : axes > 5 ? 2 : 1;
}

/** Numbers with more distinct values than this get a numeric axis instead of one place a value. */
const PLACES = 10;

function data(_manifest: SweepManifest, pareto: ParetoFile): ParallelCoordinatesValues | undefined {
  const front = shownFront(pareto);
  if (front.length === 0) return undefined;
  const names = generators(pareto);
  const varying = varyingChoices(front);
  const used = [...new Set(front.map((record) => record.generator))];
  const objectives = pareto.objectives.map((objective) => objective.metric);
  const rank = ranks(front, objectives[0] ?? "");
  const metrics = [...new Set(["macsPerCycle", ...objectives])].filter((name) =>
    front.some((record) => Number.isFinite(record.metrics[name])),
  );
  const axes = [
    ...(used.length > 1 ? [places("generator", front.map((record) => record.generator), rank)] : []), // prettier-ignore
    ...varying.map((name) => parameterAxis(name, front, rank)),
    ...metrics.map((name) => metricAxisOf(name, front, pareto)),
  ];
  const constant = choiceNames(front).filter((name) => !varying.includes(name));
  const gap = axes.length === 1 ? 0 : (CHART_WIDTH - 110) / (axes.length - 1);
  return {
    generators: names,
    axes,
    series: front.map((record) => names.indexOf(seriesOf(record))),
    constant: constant.map(
      (name) => `${name} ${front.map((record) => choiceOf(record, name)).find((value) => value !== undefined)}`,
    ),
    xs: axes.map((_, i) => Math.round(40 + i * gap)),
    top: 20 + titleRows(axes.length) * TITLE_ROW,
    height: 300,
  };
}

/** Place of each design in the order of the first objective, 0 … 1: designs of equal value fan out in that order. */
function ranks(front: readonly DesignRecord[], metric: string): readonly number[] {
  const order = front
    .map((_, i) => i)
    .sort((a, b) => (front[a]?.metrics[metric] ?? 0) - (front[b]?.metrics[metric] ?? 0));
  const rank = front.map(() => 0);
  for (const [place, i] of order.entries()) rank[i] = front.length === 1 ? 0.5 : place / (front.length - 1);
  return rank;
}

function parameterAxis(name: string, front: readonly DesignRecord[], rank: readonly number[]): ParallelAxis {
  const values = front.map((record) => choiceOf(record, name));
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length < values.filter((value) => value !== undefined).length) return places(name, values, rank);
  if (new Set(numbers).size <= PLACES) return places(name, values, rank);
  return numeric(name, name, "", values.map((value) => (typeof value === "number" ? value : null))); // prettier-ignore
}

/** An axis with one place for each distinct value, numbers in order, words by name. */
function places(name: string, values: readonly (string | number | undefined)[], rank: readonly number[]): ParallelAxis {
  const distinct = [...new Set(values)].filter((value) => value !== undefined);
  distinct.sort((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1));
  const place = (value: string | number) => (distinct.indexOf(value) + 0.5) / distinct.length;
  const fan = Math.min(0.12, 0.6 / distinct.length);
  return {
    name,
    label: name,
    unit: "",
    ticks: distinct.map((value) => ({ position: round(place(value)), label: String(value) })),
    positions: values.map((value, i) =>
      value === undefined ? null : round(place(value) + ((rank[i] ?? 0.5) - 0.5) * fan),
    ),
  };
}

function numeric(name: string, label: string, unit: string, values: readonly (number | null)[]): ParallelAxis {
  const known = values.filter((value) => value !== null);
  const unitOfTicks = tickUnit(unit, known);
  const range: [number, number] = [Math.min(...known), Math.max(...known)];
  const scale =
    range[0] > 0 && range[1] / range[0] > 8 ? logScale(range, unitOfTicks) : linearScale(range, unitOfTicks);
  const ticks = scale.ticks.map((tick) => ({
    position: round(axisPosition(scale, tick.value) ?? 0),
    label: tick.label,
  }));
  const positions = values.map((value) => {
    const position = axisPosition(scale, value);
    return position === null ? null : round(position);
  });
  return { name, label, unit: nameUnit(label, unitOfTicks.unit), ticks, positions };
}

function metricAxisOf(name: string, front: readonly DesignRecord[], pareto: ParetoFile): ParallelAxis {
  const { label, unit } = describeMetric(name, pareto);
  return numeric(name, label, unit, front.map((record) => record.metrics[name] ?? null)); // prettier-ignore
}

const round = (position: number) => Math.round(position * 1e3) / 1e3;

function draw(values: ParallelCoordinatesValues): Markup {
  const { top, height } = values;
  const title = `${counted(values.series.length, "front design")} over ${counted(values.axes.length, "axis").replace("axiss", "axes")}`;
  return drawSvg({ id: "parallel-coordinates", height: top + height + 40, title }, (root) => {
    const lines = group(root, values.series.length > 300 ? "lines dense" : "lines");
    for (const [i, series] of values.series.entries()) {
      const path = lines
        .append("path")
        .attr("class", `line ${seriesClass(series)}`)
        .attr("data-i", i);
      path.attr("d", linePath(values, i));
    }
    for (const [i, axis] of values.axes.entries()) drawAxis(root, axis, i, values);
  });
}

function linePath(values: ParallelCoordinatesValues, design: number): string {
  const steps = values.axes.map((axis, i) => {
    const position = axis.positions[design] ?? null;
    const y = position === null ? values.top + values.height + 22 : values.top + (1 - position) * values.height;
    return `${values.xs[i]},${y.toFixed(0)}`;
  });
  return `M${steps.join("L")}`;
}

/** A long word broken at its hyphen: `table-`, `stationary`. */
function tickLines(label: string): readonly string[] {
  if (label.length <= 12) return [label];
  const [, head, tail] = /^(.{1,12}-)(.+)$/.exec(label) ?? [];
  return head === undefined || tail === undefined ? [shorten(label, 13)] : [head, shorten(tail, 13)];
}

function drawAxis(root: Drawing, axis: ParallelAxis, order: number, values: ParallelCoordinatesValues): void {
  const { top, height } = values;
  const x = values.xs[order] ?? 0;
  const node = group(root, "parallel-axis").attr("data-axis", order);
  line(node, "spine", x, top, x, top + height);
  for (const tick of axis.ticks) {
    const y = top + (1 - tick.position) * height;
    line(node, "tick", x - 3, y, x + 3, y);
    for (const [row, part] of tickLines(tick.label).entries())
      text(node, "halo tick-label", x + 6, y + row * 12, part).attr("dy", "0.35em");
  }
  if (axis.positions.includes(null))
    text(node, "halo tick-label none", x + 6, top + height + 22, "n/a").attr("dy", "0.35em");
  const rows = titleRows(values.axes.length);
  const raised = (order % rows) * TITLE_ROW;
  if (raised > 0) line(node, "title-leader", x, top - 8 - raised, x, top - 6);
  const anchor = order === values.axes.length - 1 ? " end" : order === 0 ? "" : " middle";
  const titleX = anchor === "" ? x - 40 : anchor === " end" ? x + 66 : x;
  text(node, `axis-name${anchor}`, titleX, top - 12 - raised, shorten(withUnit(axis.label, axis.unit), 30));
  rectangle(node, "brush-area", x - 16, top - 6, 32, height + 34);
}

function caption(values: ParallelCoordinatesValues): Markup {
  const constant =
    values.constant.length > 0 &&
    html` The same in all designs that have them:
    ${joined(
      values.constant.map((each) => html`<code>${each}</code>`),
      ", ",
    )}.`;
  return html`One line a front design, across the parameters that vary and the objectives.${constant}
    <span class="script-only"
      >Drag along an axis to keep the designs in a range (click to clear, or focus the axis and use the arrow keys); the
      table and figure 1 follow.</span
    >`;
}

/** The front over parameters and objectives, one line a design. */
export const parallelCoordinates: Chart<ParallelCoordinatesValues> = {
  id: "parallel-coordinates",
  title: "The front over its parameters",
  data,
  draw,
  legend: (values) => generatorLegend(values.generators).filter(({ position }) => values.series.includes(position)),
  caption,
  empty: "No feasible design, so there are no lines to draw.",
};
