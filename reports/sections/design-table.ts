import type { DesignRecord } from "../../src/core/result.ts";
import type { ParetoFile } from "../../src/core/sweep-result.ts";
import { nameUnit } from "../draw/axis.ts";
import {
  choiceOf,
  describeMetric,
  generators,
  mergedPicks,
  metricNames,
  seriesOf,
  seriesWord,
  shownFront,
  twinsOf,
  varyingChoices,
} from "../results/designs.ts";
import { plusMinus } from "../../src/core/number-text.js";
import { cell, columnScale, type ColumnScale } from "../../src/core/quantity-text.js";
import { shorten } from "../page/shorten.ts";
import { html, type HtmlValue, type Markup } from "../page/html.ts";
import { table } from "../page/table.ts";
import { markerPath, seriesClass } from "../page/palette.ts";
import { errorRange, tiedPeers } from "../results/uncertainty.ts";

/** How the page writes one metric of the front: in the table, in the details and under the pointer. */
export interface MetricColumn extends ColumnScale {
  readonly metric: string;
  readonly label: string;
  readonly description: string;
  /** Expected error among the front designs, e.g. `±2.1 %` or `±2.0 … 3.1 %`; empty if none is stated. */
  readonly error: string;
}

/** All metrics of the front designs with the scale of their column. */
export function metricColumns(pareto: ParetoFile): readonly MetricColumn[] {
  const front = shownFront(pareto);
  return metricNames(front).map((metric) => {
    const { label, unit, description } = describeMetric(metric, pareto);
    const values = front.flatMap((record) => record.metrics[metric] ?? []);
    const error = errorText(errorRange(front, metric));
    return { metric, label, description, error, ...columnScale(unit, values) };
  });
}

function errorText(range: readonly [smallest: number, largest: number] | undefined): string {
  if (range === undefined) return "";
  const [smallest, largest] = range.map(plusMinus);
  return smallest === largest ? `${smallest}` : `${smallest?.slice(0, -2)}\u00a0…\u00a0${largest?.slice(1)}`;
}

/** Metrics worth a column beside the objectives and the formulas of the space; all others are in the details and in the CSV. */
const SECONDARY = ["macsPerCycle", "utilisation", "criticalPathPs"];

/** Parameters and metrics that have a column, in order: metrics first. */
function tableColumns(pareto: ParetoFile): {
  readonly metrics: readonly MetricColumn[];
  readonly parameters: readonly string[];
} {
  const objectives = pareto.objectives.map((objective) => objective.metric);
  const columns = metricColumns(pareto);
  const wanted = [...new Set([...objectives, ...Object.keys(pareto.metrics ?? {}), ...SECONDARY])];
  const isOf = (name: string, { metric }: MetricColumn): boolean => metric === name || metric.startsWith(`${name}@`);
  return {
    metrics: wanted.flatMap((name) => columns.filter((column) => isOf(name, column))),
    parameters: varyingChoices(shownFront(pareto)).filter((name) => name !== "device"),
  };
}

/** The table of the front designs. End tags that HTML lets out are left out: a thousand rows stay small. */
export function designTable(pareto: ParetoFile): Markup {
  const front = shownFront(pareto);
  if (front.length === 0) return html`<p class="empty">No feasible design, so the table is empty.</p>`;
  const { metrics, parameters } = tableColumns(pareto);
  const names = generators(pareto);
  const titles = new Map(mergedPicks(pareto).map(({ index, title }) => [index, title]));
  const sortedBy = pareto.objectives[0]?.metric ?? "";
  const peers = tiedPeers(front, sortedBy);
  const rows = bestFirst(front, pareto).map(({ record, i }) => {
    const tied = peers[i] ?? 0;
    const series = names.indexOf(seriesOf(record));
    const title = titles.get(record.index);
    const pick = title !== undefined && html` <b title="${title}">${shorten(title, 18)}</b>`;
    const cells = [
      ...metrics.map((column) => [
        column.metric === sortedBy && tied > 0 && html`<i>≈${tied}</i>`,
        cell(record.metrics[column.metric], column),
      ]),
      ...parameters.map((name) => choiceOf(record, name)),
    ];
    const use = html`<svg class="key ${seriesClass(series)}"><use href="#shape-${series}" /></svg>`;
    return html`<tr data-i="${i}">
      <th>${record.index}</th>
      <td>${use}${seriesOf(record)}${pick}${twinMark(record)}</td>
      ${cells.map((each) => html`<td>${each}</td>`)}
    </tr>`;
  });
  const heads = [
    head("index", "#", "position in the space", ""),
    head("generator", seriesWord(front), seriesWord(front), ""),
    ...metrics.map(metricHead),
    ...parameters.map((name) => head(name, name, `parameter ${name}`, "")),
  ];
  return html`${tieNote(pareto)} ${table({ id: "designs", isTall: true }, [heads], rows)}`;
}

/** `=1` beside a design that another one is equal to. */
function twinMark(record: DesignRecord): HtmlValue {
  const words = twinsOf(record);
  return (
    words !== undefined &&
    html` <span class="note" title="equal in all metrics: ${words}">=${record.twins?.count}</span>`
  );
}

/** The style of the table's columns: numbers end at one line. Whole columns are named, so that a thousand rows stay small. */
export function designTableCss(pareto: ParetoFile): string {
  const front = shownFront(pareto);
  const { metrics, parameters } = tableColumns(pareto);
  const numeric = parameters.map((name) => front.every((record) => typeof choiceOf(record, name) !== "string"));
  const right = [
    0,
    ...metrics.map((_, i) => i + 2),
    ...numeric.flatMap((is, i) => (is ? [i + 2 + metrics.length] : [])),
  ];
  const align = right.map((i) => `#designs tr>:nth-child(${i + 1})`).join(",");
  return `${align} { text-align: right; }\n`;
}

/** How to read the mark of an uncertain order; nothing if no front design states an error. */
function tieNote(pareto: ParetoFile): HtmlValue {
  if (!pareto.objectives.some(({ metric }) => errorRange(pareto.front, metric) !== undefined)) return "";
  return html`<p class="note">
    ≈n beside a value of the column sorted by: its order against n other designs of the front is uncertain, because the
    two differ by less than their expected errors together, √(a² + b²).
  </p> `;
}

/** Front designs with their position in the page's data, by the first objective. */
function bestFirst(front: readonly DesignRecord[], pareto: ParetoFile): { record: DesignRecord; i: number }[] {
  const [objective] = pareto.objectives;
  const sign = objective?.direction === "maximize" ? -1 : 1;
  const value = (record: DesignRecord) => record.metrics[objective?.metric ?? ""] ?? 0;
  return front
    .map((record, i) => ({ record, i }))
    .sort((a, b) => sign * (value(a.record) - value(b.record)) || a.i - b.i);
}

function metricHead({ metric, label, unit, base, description, error }: MetricColumn): Markup {
  const stated = base === "" || base === "–" ? "" : ` [${base}]`;
  return head(metric, label, `${metric}${stated}: ${description}`, nameUnit(label, unit), error);
}

function head(key: string, label: string, title: string, unit: string, error = ""): Markup {
  const name = html`<button type="button">${label}</button>`;
  const below = unit !== "" && html`<span class="unit">${unit}</span>`;
  const expected = error !== "" && html`<span class="unit">${error}</span>`;
  return html`<th scope="col" data-key="${key}" title="${title}">${name}${below}${expected}</th>`;
}

/** Hidden symbols that the table's and the legend's markers refer to. */
export function shapeSymbols(pareto: ParetoFile): Markup {
  const shapes = generators(pareto).map(
    (_, series) =>
      html`<symbol id="shape-${series}" viewBox="-7 -7 14 14"><path d="${markerPath(series, 62)}" /></symbol>`,
  );
  return html`<svg class="symbols" aria-hidden="true">${shapes}</svg>`;
}
