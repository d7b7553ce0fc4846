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

/** One line of cells, without its line end. */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return cells.map(cell).join(",");
}

/** Metrics whose expected error `points.csv` states; the errors of others follow from these. */
const POINT_ERRORS = ["areaUm2", "criticalPathPs", "energyPerStepPj"];

/** Name of the column that holds the expected relative error of a metric. */
const errorColumn = (metric: string): string => `${metric}Error`;

/**
 * The first line of `points.csv`, without its line end. After parameters and metrics stand `fidelity` and the expected
 * relative errors, e.g. `areaUm2Error`.
 */
export function pointsCsvHeader(parameters: readonly string[], metrics: readonly string[]): string {
  const errors = POINT_ERRORS.filter((name) => metrics.includes(name)).map(errorColumn);
  return ["index", "generator", "status", "reason", ...parameters, ...metrics, "fidelity", ...errors]
    .map(cell)
    .join(",");
}

/** One line of `points.csv`, without its line end; what a record does not have is an empty cell. */
export function pointsCsvRow(record: DesignRecord, parameters: readonly string[], metrics: readonly string[]): string {
  let row = `${record.index},${cell(record.generator)},${record.status},${cell(record.reason)}`;
  for (const name of parameters) row += `,${cell(record.parameters[name])}`;
  for (const name of metrics) row += `,${cell(record.metrics[name])}`;
  row += `,${cell(record.fidelity)}`;
  for (const name of POINT_ERRORS) if (metrics.includes(name)) row += `,${cell(record.errors?.[name])}`;
  return row;
}

/**
 * The whole of `pareto.csv`: the front in order of index; `pick` holds the labels of picked designs. `fidelity` and the
 * expected errors are the last columns, if any design has them.
 */
export function paretoCsv(pareto: ParetoFile): string {
  const { front } = pareto;
  const parameters = parameterNames(front);
  const metrics = metricNames(front);
  const hasFidelity = front.some((record) => record.fidelity !== undefined);
  const errors = metrics.filter((name) => front.some((record) => record.errors?.[name] !== undefined));
  const labels = pickLabels(pareto);
  const lines = front.map((record) => {
    const values = [
      ...parameters.map((name) => record.parameters[name]),
      ...metrics.map((name) => record.metrics[name]),
      ...(hasFidelity ? [record.fidelity] : []),
      ...errors.map((name) => record.errors?.[name]),
    ];
    return [record.index, labels.get(record.index), record.generator, ...values].map(cell).join(",");
  });
  const last = [...(hasFidelity ? ["fidelity"] : []), ...errors.map(errorColumn)];
  const header = ["index", "pick", "generator", ...parameters, ...metrics, ...last].map(cell).join(",");
  return [header, ...lines].map((row) => `${row}\n`).join("");
}

/** Index of a picked design → its labels. */
function pickLabels(pareto: ParetoFile): ReadonlyMap<number, string> {
  const labels = new Map<number, string>();
  for (const { record, label } of pareto.picks) {
    const known = labels.get(record.index);
    labels.set(record.index, known === undefined ? label : `${known}; ${label}`);
  }
  return labels;
}
