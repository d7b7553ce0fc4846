import type { ParetoFile, PickedDesign, SweepManifest } from "../../src/core/sweep-result.ts";
import { linearTicks, type AxisScale } from "../draw/axis.ts";
import type { Chart } from "../draw/chart.ts";
import { axisPosition, type Frame } from "../client/geometry.js";
import { describeMetric, mergedPicks } from "../results/designs.ts";
import { count, signedPercent } from "../../src/core/number-text.js";
import { quantity } from "../../src/core/quantity-text.js";
import { shorten } from "../page/shorten.ts";
import { html, type Markup } from "../page/html.ts";
import { measuredMetrics, type Measured } from "../results/measured.ts";
import { pickedModules } from "../results/pick-modules.ts";
import { CHART_WIDTH, drawSvg, drawTicks, drawWhisker, group, line, text, type Drawing } from "../draw/svg.ts";

/** One line of the chart: a metric of a whole design, or the area of one of its modules. */
interface Row extends Pick<Measured, "estimate" | "measured" | "error" | "expected"> {
  readonly kind: "design" | "module";
  readonly name: string;
  readonly unit: string;
  /** Part of the design's synthesised area, 0 … 1; 1 for a whole design. */
  readonly share: number;
}

/** What the error chart shows. */
export interface EstimateVsSynthesisValues {
  readonly groups: readonly { readonly title: string; readonly design: string; readonly rows: readonly Row[] }[];
  /** Error as a fraction, symmetric around 0. */
  readonly scale: AxisScale;
  /** e.g. `Yosys 0.55 (embedded), asap7`, each once. */
  readonly flows: readonly string[];
  /** What measured delay and energy, each once. */
  readonly references: readonly string[];
}

const MODULES = 6;

function data(_manifest: SweepManifest, pareto: ParetoFile): EstimateVsSynthesisValues | undefined {
  const groups = mergedPicks(pareto).flatMap(({ index, title, pick }) => {
    const rows = rowsOf(pick, pareto);
    return rows.length === 0 ? [] : [{ title, design: `${pick.record.generator} #${index}`, rows }];
  });
  if (groups.length === 0) return undefined;
  const flows = pareto.picks.flatMap(({ synthesis }) => (synthesis ? [`${synthesis.tool}, ${synthesis.library}`] : []));
  const references = pareto.picks.flatMap(({ synthesis }) => synthesis?.reference ?? []);
  const scale = errorScale(groups.flatMap(({ rows }) => rows.map((row) => Math.abs(row.error) + row.expected)));
  return { groups, scale, flows: [...new Set(flows)], references: [...new Set(references)] };
}

function rowsOf(pick: PickedDesign, pareto: ParetoFile): readonly Row[] {
  return measuredMetrics(pick).flatMap(({ metric, ...values }): Row[] => {
    const { label, unit } = describeMetric(metric, pareto);
    const whole: Row = { kind: "design", name: label, unit, ...values, share: 1 };
    return metric === "areaUm2" ? [whole, ...moduleRows(pick, values.measured).slice(0, MODULES)] : [whole];
  });
}

function moduleRows(pick: PickedDesign, totalUm2: number): readonly Row[] {
  const errors = new Map(pick.breakdown.map((row) => [row.module, row.areaError]));
  return pickedModules(pick).flatMap(({ module, instances, modelUm2, synthesisUm2, error }): Row[] => {
    if (synthesisUm2 === undefined || error === undefined) return [];
    const expected = ((errors.get(module) ?? 0) * modelUm2) / synthesisUm2;
    const name = instances === 1 ? module : `${count(instances)} × ${module}`;
    const shared = { kind: "module", name, unit: "µm²", estimate: modelUm2, measured: synthesisUm2 } as const;
    return [{ ...shared, error, expected, share: synthesisUm2 / totalUm2 }];
  });
}

/** Symmetric around 0, with room for the labels beyond the worst error (at least ±5 %); ticks in per cent. */
function errorScale(reaches: readonly number[]): AxisScale {
  const worst = Math.max(0.05, ...reaches) * 1.45;
  const ticks = linearTicks([-worst * 100, worst * 100], 6);
  return {
    kind: "linear",
    domain: [-worst, worst],
    ticks: ticks.map(({ value, label }) => ({ value: value / 100, label: value > 0 ? `+${label}` : label })),
  };
}

const NAME = 330;
const NUMBERS = 216;
const COLUMN = 112;
const TOP = 40;
const HEAD = 30;
const LINE = 22;
const GAP = 16;

function draw(values: EstimateVsSynthesisValues): Markup {
  const heights = values.groups.map(({ rows }) => HEAD + rows.length * LINE);
  const height = heights.reduce((a, b) => a + b, 0) + (values.groups.length - 1) * GAP;
  const frame: Frame = { left: NAME, top: TOP, width: CHART_WIDTH - NAME - NUMBERS - 8, height };
  const title = "Signed error of the model against synthesis";
  return drawSvg({ id: "estimate-vs-synthesis", height: TOP + height + 52, title }, (root) => {
    drawTicks(group(root, "axis axis-x"), "x", values.scale, frame);
    const zero = frame.left + frame.width / 2;
    line(root, "zero", zero, frame.top, zero, TOP + height);
    text(root, "column-head end", CHART_WIDTH - COLUMN, 24, "estimate");
    text(root, "column-head end", CHART_WIDTH, 24, "synthesis");
    let y = TOP;
    for (const [i, { title: pick, design, rows }] of values.groups.entries()) {
      text(root, "group-title", 0, y + 18, shorten(pick, 44));
      text(root, "halo group-note end", CHART_WIDTH, y + 18, shorten(design, 30));
      for (const [j, row] of rows.entries()) drawRow(root, values.scale, row, frame, y + HEAD + j * LINE + 8);
      y += (heights[i] ?? 0) + GAP;
    }
    text(root, "axis-title end", frame.left + frame.width, TOP + height + 42, "error of the estimate [%]");
  });
}

function drawRow(root: Drawing, scale: AxisScale, row: Row, frame: Frame, y: number): void {
  const at = (error: number) => frame.left + (axisPosition(scale, error) ?? 0) * frame.width;
  const [zero, x] = [at(0), at(row.error)];
  const [low, high] = [at(row.error - row.expected), at(row.error + row.expected)];
  const isDesign = row.kind === "design";
  text(root, `row-name ${row.kind}`, isDesign ? 14 : 28, y, shorten(row.name, 42)).attr("dy", "0.35em");
  line(root, `stem ${row.kind}`, zero, y, x, y);
  drawWhisker(root, x, y, high - x);
  const radius = isDesign ? 5.5 : 2 + 4 * Math.sqrt(Math.min(1, row.share));
  root.append("circle").attr("class", `dot ${row.kind}`).attr("cx", x).attr("cy", y).attr("r", radius);
  const side = row.error < 0 ? -1 : 1;
  const label = text(root, `halo error ${row.kind}${side === 1 ? "" : " end"}`, (side === 1 ? high : low) + side * 11, y, signedPercent(row.error)); // prettier-ignore
  label.attr("dy", "0.35em");
  for (const [column, value] of [row.estimate, row.measured].entries()) {
    const number = text(root, `number ${row.kind} end`, CHART_WIDTH - COLUMN * (1 - column), y, quantity(value, row.unit)); // prettier-ignore
    number.attr("dy", "0.35em");
  }
}

function caption({ flows, references, groups }: EstimateVsSynthesisValues): Markup {
  const isExpected = groups.some(({ rows }) => rows.some((row) => row.expected > 0));
  const bars = isExpected
    ? " The bar is what 95 % of designs were expected to keep beforehand: where it reaches 0, the estimate is better than that."
    : "";
  const by = references.length === 0 ? "" : ` Delay and energy of it: ${references.join("; ")}.`;
  return html`Error = (estimate − synthesis) ÷ synthesis: to the right, the model overestimates.${bars} Bold: the whole
  design; below its area its largest modules, all instances, children not counted; the area of a dot follows the
  module's part of the design. Synthesised with ${flows.join("; ")}.${by}`;
}

/** The model's area, delay and energy beside the measured ones, for each pick; the area also by module. */
export const estimateVsSynthesis: Chart<EstimateVsSynthesisValues> = {
  id: "estimate-vs-synthesis",
  title: "Estimate beside synthesis",
  data,
  draw,
  legend: () => [],
  caption,
  empty: "No picked design has been synthesised, so every number on this page is the model's estimate.",
};
