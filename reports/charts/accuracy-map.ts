import { significant } from "../../src/core/number-text.js";
import { ENCODINGS } from "../../src/core/encodings.ts";
import { SCHEMES } from "../../src/core/schemes.ts";
import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import type { Chart } from "../draw/chart.ts";
import { quantity } from "../../src/core/quantity-text.js";
import { html, type Markup } from "../page/html.ts";
import { CHART_WIDTH, drawSvg, group, line, rectangle, text } from "../draw/svg.ts";

/** A cell: the best design of one device, scheme and encoding. */
interface Cell {
  /** Undefined where no feasible design is known. */
  readonly best: { readonly accuracy: number; readonly index: number; readonly product: string } | undefined;
}

/** What the map shows: a row for each device, a column for each encoding, grouped by scheme. */
export interface AccuracyMapValues {
  readonly schemes: readonly string[];
  readonly encodings: readonly string[];
  readonly rows: readonly { readonly device: string; readonly cells: readonly Cell[] }[];
  readonly floatAccuracy: number;
  readonly isSampled: boolean;
}

function data({ training }: SweepManifest, pareto: ParetoFile): AccuracyMapValues | undefined {
  const records = [...pareto.front, ...pareto.cloud.records].filter(({ metrics }) => metrics["accuracy"] !== undefined);
  if (training === undefined || records.length === 0) return undefined;
  const inOrder = (name: string, order: readonly string[]): readonly string[] => {
    const known = new Set(records.map(({ parameters }) => String(parameters[name])));
    return order.filter((value) => known.has(value));
  };
  const [schemes, encodings] = [inOrder("scheme", SCHEMES), inOrder("encoding", ENCODINGS)];
  const rows = training.devices.map(({ device }) => ({
    device,
    cells: schemes.flatMap((scheme) =>
      encodings.map((encoding): Cell => {
        const same = records.filter(
          ({ parameters: p }) => p["device"] === device && p["scheme"] === scheme && p["encoding"] === encoding,
        );
        return { best: bestOf(same) };
      }),
    ),
  }));
  const { total, shown } = pareto.cloud;
  return { schemes, encodings, rows, floatAccuracy: training.floatAccuracy, isSampled: shown < total };
}

function bestOf(records: readonly DesignRecord[]): Cell["best"] {
  const [best] = records.toSorted(
    (a, b) => (b.metrics["accuracy"] ?? 0) - (a.metrics["accuracy"] ?? 0) || a.index - b.index,
  );
  if (best === undefined) return undefined;
  const { metrics, index, parameters } = best;
  return { accuracy: metrics["accuracy"] ?? 0, index, product: String(parameters["product"]) };
}

const LEFT = 100;
const TOP = 128;
const ROW = 30;

function draw({ schemes, encodings, rows }: AccuracyMapValues): Markup {
  const gap = 14;
  const width = (CHART_WIDTH - LEFT - gap * (schemes.length - 1)) / (schemes.length * encodings.length);
  const x = (column: number): number => LEFT + column * width + Math.floor(column / encodings.length) * gap;
  const height = TOP + rows.length * ROW + 6;
  return drawSvg(
    { id: "accuracy-map", height, title: "Best accuracy of each device by scheme and encoding" },
    (root) => {
      for (const [s, scheme] of schemes.entries()) {
        const [start, end] = [x(s * encodings.length), x(s * encodings.length + encodings.length - 1) + width];
        text(root, "group-title", start + 2, 14, scheme);
        line(root, "rule", start, 22, end, 22);
        for (const [e, encoding] of encodings.entries()) {
          const at = x(s * encodings.length + e) + width / 2 + 4;
          text(root, "row-label", 0, 0, encoding).attr("transform", `translate(${at},${TOP - 8}) rotate(-90)`);
        }
      }
      const cells = group(root, "map");
      for (const [r, { device, cells: own }] of rows.entries()) {
        const y = TOP + r * ROW;
        text(cells, "row-label end", LEFT - 12, y + ROW / 2, device).attr("dy", "0.35em");
        for (const [c, { best }] of own.entries()) {
          const name = best === undefined ? "map-cell empty" : "map-cell";
          const cell = rectangle(cells, name, x(c) + 1, y + 1, width - 2, ROW - 2);
          if (best !== undefined) cell.attr("fill-opacity", opacity(best.accuracy));
          const words = best === undefined ? "–" : significant(best.accuracy * 100, 2);
          const label = text(cells, "map-label", x(c) + width / 2, y + ROW / 2, words).attr("dy", "0.35em");
          if (best !== undefined)
            label.append("title").text(`${device}, #${best.index}, ${best.product}: ${quantity(best.accuracy, "–")}`);
        }
      }
    },
  );
}

/** From hardly visible at chance (of ten classes) to full at 1; text stays readable on all of it. */
function opacity(accuracy: number): string {
  return Math.max(0.03, 0.62 * Math.min(1, Math.max(0, (accuracy - 0.1) / 0.8)) ** 1.5).toFixed(2);
}

function caption({ floatAccuracy, isSampled }: AccuracyMapValues): Markup {
  return html`Best accuracy in per cent over all other parameters; in floating point it is
  ${quantity(floatAccuracy, "–")}. A dash: no feasible design${isSampled ? " among those that this page holds" : ""} (a
  constraint on accuracy leaves out what does not learn).`;
}

/** Accuracy by device, scheme and encoding. */
export const accuracyMap: Chart<AccuracyMapValues> = {
  id: "accuracy-map",
  title: "What each device learns",
  data,
  draw,
  legend: () => [],
  caption,
  empty: "No design has an accuracy.",
};
