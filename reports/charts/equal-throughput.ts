import type { EqualThroughputRow, ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import { linearScale, type AxisScale } from "../draw/axis.ts";
import { generatorLegend, type Chart } from "../draw/chart.ts";
import { axisPosition, type Frame } from "../client/geometry.js";
import { areaRatio, focusGenerator, generators } from "../results/designs.ts";
import { comparedRows, focusSetting, settingInWords } from "../results/settings.ts";
import { count, counted, times } from "../../src/core/number-text.js";
import { shorten } from "../page/shorten.ts";
import { html, type Markup } from "../page/html.ts";
import { markerPath, seriesClass } from "../page/palette.ts";
import { CHART_WIDTH, drawSvg, drawTicks, group, line, text, type Drawing } from "../draw/svg.ts";

/** One throughput: the smallest design of each generator. */
interface Row {
  readonly macsPerCycle: number;
  /** Position of the generator in `generators` → area ÷ MACs per cycle [µm²]. */
  readonly areaPerMacUm2: readonly (number | null)[];
  /** Position of the generator → its area ÷ that of the focus generator; null for the focus itself or if unknown. */
  readonly ratios: readonly (number | null)[];
}

/** What the dot plot shows. */
export interface EqualThroughputValues {
  readonly generators: readonly string[];
  /** Position of the generator that the ratios refer to. */
  readonly focus: number;
  /** By throughput; at most `ROW_LIMIT`. */
  readonly rows: readonly Row[];
  /** Throughputs known in all. */
  readonly total: number;
  /** The one setting that is shown, in words; empty if the sweep has one. */
  readonly setting: string;
  /** Area per MAC/cycle [µm²], from 0. */
  readonly scale: AxisScale;
}

const ROW_LIMIT = 16;
const ROW_HEIGHT = 27;
const RATIO_WIDTH = 104;

function data(_manifest: SweepManifest, pareto: ParetoFile): EqualThroughputValues | undefined {
  const compared = comparedRows(pareto);
  const names = generators(pareto).filter((name) => compared.some((row) => row.best[name] !== undefined));
  const focus = focusGenerator(pareto);
  const position = names.indexOf(focus ?? "");
  const several = compared.filter((row) => Object.keys(row.best).length > 1);
  const candidates = several.length > 0 ? several : compared;
  const all = [...candidates].sort((a, b) => a.macsPerCycle - b.macsPerCycle);
  if (focus === undefined || position < 0 || all.length === 0) return undefined;
  const rows = spread(all, ROW_LIMIT).map((row) => toRow(row, names, focus));
  const largest = rows.flatMap((row) => row.areaPerMacUm2).reduce<number>((a, b) => Math.max(a, b ?? 0), 0);
  return {
    generators: names,
    focus: position,
    rows,
    total: all.length,
    scale: linearScale([0, largest], { factor: 1 }),
    setting: settingInWords(focusSetting(pareto)),
  };
}

/** At most `limit` items, evenly spread, both ends kept. */
function spread<Item>(items: readonly Item[], limit: number): readonly Item[] {
  if (items.length <= limit) return items;
  const kept = new Set(Array.from({ length: limit }, (_, i) => Math.round((i * (items.length - 1)) / (limit - 1))));
  return items.filter((_, i) => kept.has(i));
}

function toRow(row: EqualThroughputRow, names: readonly string[], focus: string): Row {
  return {
    macsPerCycle: row.macsPerCycle,
    areaPerMacUm2: names.map((name) => {
      const area = row.best[name]?.metrics["areaUm2"];
      return area === undefined ? null : area / row.macsPerCycle;
    }),
    ratios: names.map((name) => (name === focus ? null : (areaRatio(row, focus, name) ?? null))),
  };
}

function draw(values: EqualThroughputValues): Markup {
  const others = values.generators.flatMap((name, series) => (series === values.focus ? [] : [{ name, series }]));
  const right = Math.min(others.length, 3) * RATIO_WIDTH;
  const height = values.rows.length * ROW_HEIGHT;
  const frame: Frame = { left: 92, top: 52, width: CHART_WIDTH - 92 - 16 - right, height };
  const title = `Area per MAC/cycle at ${counted(values.rows.length, "throughput")}, smallest design of each generator`;
  return drawSvg({ id: "equal-throughput", height: frame.top + height + 52, title }, (root) => {
    drawTicks(group(root, "axis axis-x"), "x", values.scale, frame);
    text(root, "column-head end", frame.left - 14, frame.top - 12, "MAC/cycle");
    const ratioX = (column: number) => CHART_WIDTH - right + (column + 1) * RATIO_WIDTH - 8;
    for (const [column, other] of others.slice(0, 3).entries())
      text(root, "column-head end", ratioX(column), frame.top - 12, shorten(other.name, 14));
    if (right > 0)
      text(
        root,
        "column-over end",
        CHART_WIDTH - 8,
        18,
        `area ÷ that of ${shorten(values.generators[values.focus] ?? "", 24)}`,
      );
    for (const [i, row] of values.rows.entries()) {
      const y = frame.top + (i + 0.5) * ROW_HEIGHT;
      text(root, "row-label end", frame.left - 14, y, count(row.macsPerCycle)).attr("dy", "0.35em");
      drawRow(root, values, row, frame, y);
      for (const [column, other] of others.slice(0, 3).entries()) {
        const ratio = row.ratios[other.series];
        const label = ratio === null || ratio === undefined ? "–" : times(ratio);
        text(root, "ratio end", ratioX(column), y, label).attr("dy", "0.35em");
      }
    }
    text(
      root,
      "axis-title end",
      frame.left + frame.width,
      frame.top + height + 44,
      "area per MAC/cycle [µm²], smaller is better",
    );
  });
}

function drawRow(root: Drawing, values: EqualThroughputValues, row: Row, frame: Frame, y: number): void {
  const xs = row.areaPerMacUm2.map((area) => {
    const at = axisPosition(values.scale, area);
    return at === null ? null : frame.left + at * frame.width;
  });
  const known = xs.filter((x) => x !== null);
  if (known.length > 1) line(root, "span", Math.min(...known), y, Math.max(...known), y);
  for (const [series, x] of xs.entries()) {
    if (x === null) continue;
    const mark = root
      .append("path")
      .attr("class", `mark ${seriesClass(series)}`)
      .attr("d", markerPath(series, 72));
    mark.attr("transform", `translate(${x},${y})`);
  }
}

function caption(values: EqualThroughputValues): Markup {
  const rows =
    values.rows.length === values.total
      ? ""
      : ` ${count(values.rows.length)} of ${count(values.total)} throughputs are drawn, evenly spread.`;
  const where =
    values.setting === "" ? "" : ` Designs of one setting are compared, that of the knee: ${values.setting}.`;
  return html`For each number of MACs per cycle, the feasible design of smallest area of each generator, divided by that
  number. The columns on the right give its area divided by that of ${values.generators[values.focus] ?? ""}: above 1×,
  it is larger.${rows}${where}`;
}

/** Smallest area of each generator at equal MACs per cycle. */
export const equalThroughput: Chart<EqualThroughputValues> = {
  id: "equal-throughput",
  title: "Area at equal throughput",
  data,
  draw,
  legend: (values) => generatorLegend(values.generators),
  caption,
  empty: "The sweep has no throughput that can be compared between generators.",
};
