import { percent } from "../../src/core/number-text.js";
import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { Metrics } from "../../src/core/result.ts";
import type { Chart } from "../draw/chart.ts";
import { mergedPicks } from "../results/designs.ts";
import { quantity } from "../../src/core/quantity-text.js";
import { shorten } from "../page/shorten.ts";
import { html, type Markup } from "../page/html.ts";
import { roleClass } from "../page/palette.ts";
import { CHART_WIDTH, drawSvg, line, rectangle, text, textWidth, type Drawing } from "../draw/svg.ts";

/** One bar: parts in the order of `PARTS`, in the unit of the bar. */
interface Bar {
  readonly name: "energy" | "latency";
  readonly unit: "nJ" | "µs";
  /** Position in `PARTS` → value. */
  readonly parts: readonly { readonly part: number; readonly value: number }[];
  readonly total: number;
}

/** What the stacked bars show. */
export interface UpdateBreakdownValues {
  readonly picks: readonly { readonly title: string; readonly design: string; readonly bars: readonly Bar[] }[];
}

/** Where the energy of an update goes, then where its time goes. */
const PARTS = ["unit", "lines", "devices", "refresh", "control", "pulses on"] as const;

function data(_manifest: SweepManifest, pareto: ParetoFile): UpdateBreakdownValues | undefined {
  const picks = mergedPicks(pareto).flatMap(({ index, title, pick: { record } }) => {
    const bars = [energyBar(record.metrics), latencyBar(record.metrics)].filter((bar) => bar !== undefined);
    const { device, scheme, encoding, product } = record.parameters;
    const design = `#${index}: ${[device, scheme, encoding, product].join(", ")}`;
    return bars.length === 0 ? [] : [{ title, design, bars }];
  });
  return picks.length === 0 ? undefined : { picks };
}

function energyBar(metrics: Metrics): Bar | undefined {
  const total = metrics["energyPerExampleNj"];
  if (total === undefined || total <= 0) return undefined;
  const kinds = ["unit", "line", "device", "refresh"];
  const parts = kinds.map((kind, part) => ({ part, value: metrics[`${kind}EnergyPerExampleNj`] ?? 0 }));
  return { name: "energy", unit: "nJ", parts, total };
}

function latencyBar(metrics: Metrics): Bar | undefined {
  const { updateLatencyUs: total, deviceTimeShare: share } = metrics;
  if (total === undefined || total <= 0 || share === undefined) return undefined;
  const parts = [
    { part: PARTS.indexOf("control"), value: total * (1 - share) },
    { part: PARTS.indexOf("pulses on"), value: total * share },
  ];
  return { name: "latency", unit: "µs", parts, total };
}

const LEFT = 84;
const RIGHT = 96;
const BAR = 25;

function draw({ picks }: UpdateBreakdownValues): Markup {
  const heights = picks.map((pick) => 34 + pick.bars.length * (BAR + 5) + 18);
  const height = heights.reduce((a, b) => a + b, 0);
  return drawSvg(
    { id: "update-breakdown", height, title: "Energy and latency of updates of the picked designs" },
    (root) => {
      let top = 0;
      for (const [i, pick] of picks.entries()) {
        text(root, "group-title", 0, top + 20, shorten(pick.title, 60));
        text(root, "group-note end", CHART_WIDTH, top + 20, shorten(pick.design, 70));
        for (const [j, bar] of pick.bars.entries()) drawBar(root, bar, top + 34 + j * (BAR + 5));
        top += heights[i] ?? 0;
        if (i < picks.length - 1) line(root, "rule", 0, top - 5, CHART_WIDTH, top - 5);
      }
    },
  );
}

function drawBar(root: Drawing, bar: Bar, y: number): void {
  const room = CHART_WIDTH - LEFT - RIGHT;
  text(root, "row-label end", LEFT - 12, y + BAR / 2, bar.name).attr("dy", "0.35em");
  let x = LEFT;
  for (const { part, value } of bar.parts) {
    const width = (value / bar.total) * room;
    if (width <= 0) continue;
    const name = PARTS[part] ?? "";
    const share = percent(value / bar.total, 2);
    const segment = rectangle(root, `segment ${roleClass(part)}`, x, y, width, BAR);
    segment.append("title").text(`${name}: ${quantity(value, bar.unit)}, ${share}`);
    const fitting = [`${name} ${share}`, share].find((label) => textWidth(label) + 8 < width);
    if (fitting !== undefined) text(root, "segment-label", x + 6, y + BAR / 2, fitting).attr("dy", "0.35em");
    x += width;
  }
  text(root, "bar-total", x + 8, y + BAR / 2, quantity(bar.total, bar.unit)).attr("dy", "0.35em");
}

/** Stacked bars of the picked designs: where energy and time of one training example go. */
export const updateBreakdown: Chart<UpdateBreakdownValues> = {
  id: "update-breakdown",
  title: "Where energy and time of an update go",
  data,
  draw,
  legend: () => PARTS.map((label, position) => ({ kind: "role", position, label })),
  caption: () =>
    html`Energy and latency of the weight update by one training example, all arrays of the network. Each bar has a
    scale of its own. “unit”: the digital circuit, working or waiting for a pulse to end, and its leakage; “lines”:
    charging wires of the array; “devices”: V²·G·t; “refresh”: all of it, units and lines included; “control”: cycles in
    which no pulse is on.`,
  empty: "No design was picked, or energy and latency are not known for its device.",
};
