import type { ParetoFile } from "../src/core/sweep-result.ts";
import type { DesignRecord } from "../src/core/result.ts";
import { metricNames, parameterNames } from "./designs.ts";

/**
 * CSV as RFC 4180 quotes it, lines ended by a line feed. Header names are those of the JSON files, so they carry the
 * unit; numbers are written in full.
 */

function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The first line of `points.csv`, without its line end. */
export function pointsCsvHeader(parameters: readonly string[], metrics: readonly string[]): string {
  return ["index", "generator", "status", "reason", ...parameters, ...metrics].map(cell).join(",");
}

/** One line of `points.csv`, without its line end; what a record does not have is an empty cell. */
export function pointsCsvRow(record: DesignRecord, parameters: readonly string[], metrics: readonly string[]): string {
  let row = `${record.index},${cell(record.generator)},${record.status},${cell(record.reason)}`;
  for (const name of parameters) row += `,${cell(record.parameters[name])}`;
  for (const name of metrics) row += `,${cell(record.metrics[name])}`;
  return row;
}

/** The whole of `pareto.csv`: the front in order of index; `pick` holds the labels of picked designs. */
export function paretoCsv(pareto: ParetoFile): string {
  const parameters = parameterNames(pareto.front);
  const metrics = metricNames(pareto.front);
  const labels = new Map<number, string>();
  for (const { record, label } of pareto.picks) {
    const known = labels.get(record.index);
    labels.set(record.index, known === undefined ? label : `${known}; ${label}`);
  }
  const lines = pareto.front.map((record) => {
    const values = [
      ...parameters.map((name) => record.parameters[name]),
      ...metrics.map((name) => record.metrics[name]),
    ];
    return [record.index, labels.get(record.index), record.generator, ...values].map(cell).join(",");
  });
  const header = ["index", "pick", "generator", ...parameters, ...metrics].map(cell).join(",");
  return [header, ...lines].map((row) => `${row}\n`).join("");
}
