import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import { linearTicks } from "../axis.ts";
import type { AxisScale } from "../axis.ts";
import type { Chart } from "../chart.ts";
import { axisPosition, tickMarkup } from "../client/geometry.js";
import type { Frame } from "../client/geometry.js";
import { mergedPicks } from "../designs.ts";
import { columnScale, count, formatScaled, shorten, signedPercent } from "../format.ts";
import type { NumberScale } from "../format.ts";
import { escapeHtml } from "../html.ts";
import { pickError, pickedModules } from "../pick-modules.ts";
import { CHART_WIDTH, drawSvg, group, line, text } from "../svg.ts";
import type { Drawing } from "../svg.ts";

/** One line of the chart: a whole design or one of its modules. */
interface Row {
  readonly kind: "design" | "module";
  readonly name: string;
  /** Area of all instances, without children for a module [µm²]. */
  readonly modelUm2: number;
  readonly synthesisUm2: number;
  /** (model − synthesis) ÷ synthesis. */
  readonly error: number;
  /** Part of the design's synthesised area, 0 … 1. */
  readonly share: number;
}

/** What the error chart shows. */
export interface EstimateVsSynthesisValues {
  readonly rows: readonly Row[];
  /** Error as a fraction, symmetric around 0. */
  readonly scale: AxisScale;
  readonly area: NumberScale;
  /** e.g. `Yosys 0.55 (embedded), asap7`, each once. */
  readonly flows: readonly string[];
}

const MODULES = 6;

function data(_manifest: SweepManifest, pareto: ParetoFile): EstimateVsSynthesisValues | undefined {
  const rows = mergedPicks(pareto).flatMap(({ title, pick }): Row[] => {
    const error = pickError(pick);
    const total = pick.synthesis?.areaUm2;
    const modelUm2 = pick.record.metrics["areaUm2"];
    if (error === undefined || total === undefined || modelUm2 === undefined) return [];
    const modules = pickedModules(pick).flatMap((module): Row[] =>
      module.synthesisUm2 === undefined || module.error === undefined
        ? []
        : [
            {
              kind: "module",
              name: module.instances === 1 ? module.module : `${count(module.instances)} × ${module.module}`,
              modelUm2: module.modelUm2,
              synthesisUm2: module.synthesisUm2,
              error: module.error,
              share: module.synthesisUm2 / total,
            },
          ],
    );
    return [
      { kind: "design", name: title, modelUm2, synthesisUm2: total, error, share: 1 },
      ...modules.slice(0, MODULES),
    ];
  });
  if (rows.length === 0) return undefined;
  const flows = pareto.picks.flatMap(({ synthesis }) => (synthesis ? [`${synthesis.tool}, ${synthesis.library}`] : []));
  const area = columnScale("µm²", rows.flatMap((row) => [row.modelUm2, row.synthesisUm2])); // prettier-ignore
  return { rows, scale: errorScale(rows.map((row) => row.error)), area, flows: [...new Set(flows)] };
}

/** Symmetric around 0, with room for the labels beyond the worst error (at least ±5 %); ticks in per cent. */
function errorScale(errors: readonly number[]): AxisScale {
  const worst = Math.max(0.05, ...errors.map(Math.abs)) * 1.45;
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

function draw(values: EstimateVsSynthesisValues): string {
  const tops: number[] = [];
  let bottom = 40;
  for (const [i, row] of values.rows.entries()) {
    bottom += row.kind === "design" && i > 0 ? 16 : 0;
    tops.push(bottom + 12);
    bottom += row.kind === "design" ? 28 : 22;
  }
  const frame: Frame = { left: NAME, top: 40, width: CHART_WIDTH - NAME - NUMBERS - 8, height: bottom - 40 };
  const title = "Signed error of the area model against synthesis";
  return drawSvg({ id: "estimate-vs-synthesis", height: bottom + 52, title }, (root) => {
    group(root, "axis axis-x").html(tickMarkup("x", values.scale, frame));
    const zero = frame.left + frame.width / 2;
    line(root, "zero", zero, frame.top, zero, bottom);
    text(root, "column-head end", CHART_WIDTH - COLUMN, 24, `model [${values.area.unit}]`);
    text(root, "column-head end", CHART_WIDTH, 24, `synthesis [${values.area.unit}]`);
    for (const [i, row] of values.rows.entries()) drawRow(root, values, row, frame, tops[i] ?? 0);
    text(root, "axis-title end", frame.left + frame.width, bottom + 42, "error of the model [%]");
  });
}

function drawRow(root: Drawing, values: EstimateVsSynthesisValues, row: Row, frame: Frame, y: number): void {
  const zero = frame.left + frame.width / 2;
  const x = frame.left + (axisPosition(values.scale, row.error) ?? 0) * frame.width;
  const name = text(
    root,
    `row-name ${row.kind}`,
    row.kind === "design" ? 0 : 14,
    y,
    shorten(row.name, row.kind === "design" ? 42 : 44),
  );
  name.attr("dy", "0.35em");
  line(root, `stem ${row.kind}`, zero, y, x, y);
  const radius = row.kind === "design" ? 5.5 : 2 + 4 * Math.sqrt(Math.min(1, row.share));
  root.append("circle").attr("class", `dot ${row.kind}`).attr("cx", x).attr("cy", y).attr("r", radius);
  const side = row.error < 0 ? -1 : 1;
  const label = `halo error ${row.kind}${side === 1 ? "" : " end"}`;
  text(root, label, x + side * 11, y, signedPercent(row.error)).attr("dy", "0.35em");
  for (const [column, area] of [row.modelUm2, row.synthesisUm2].entries())
    text(root, `number ${row.kind} end`, CHART_WIDTH - COLUMN * (1 - column), y, formatScaled(area, values.area)).attr(
      "dy",
      "0.35em",
    );
}

function caption(values: EstimateVsSynthesisValues): string {
  return `Error = (model − synthesis) ÷ synthesis of standard-cell area: to the right, the model overestimates. Bold: the
    whole design. Below it its largest modules, all instances, children not counted; the area of a dot follows the
    module's part of the design. Synthesised with ${values.flows.map(escapeHtml).join("; ")}.`;
}

/** The model's estimate beside the synthesised area, for each pick and its modules. */
export const estimateVsSynthesis: Chart<EstimateVsSynthesisValues> = {
  id: "estimate-vs-synthesis",
  title: "Estimate beside synthesis",
  data,
  draw,
  legend: () => [],
  caption,
  empty: "No picked design has been synthesised, so every area on this page is the model's estimate.",
};
