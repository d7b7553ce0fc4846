import { csvCell, csvLine } from "../../src/core/csv.ts";
import type { ParetoFile } from "../../src/core/sweep-result.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import { choiceNames, choiceOf, metricNames, withWorkloadMetrics } from "../results/designs.ts";

/**
 * The CSV of a sweep. Header names are those of the JSON files, so they carry the unit; numbers are written in full.
 */

/** Metrics whose expected error `points.csv` states; the errors of others follow from these. */
const POINT_ERRORS = ["areaUm2", "criticalPathPs", "energyPerStepPj"];

/** Name of the column that holds the expected relative error of a metric. */
const errorColumn = (metric: string): string => `${metric}Error`;

/**
 * The first line of `points.csv`, without its line end. After choices (settings, parameters) and metrics stand `fidelity` and the expected
 * relative errors, e.g. `areaUm2Error`.
 */
export function pointsCsvHeader(choices: readonly string[], metrics: readonly string[]): string {
  const errors = POINT_ERRORS.filter((name) => metrics.includes(name)).map(errorColumn);
  return csvLine(["index", "generator", "status", "reason", ...choices, ...metrics, "fidelity", ...errors]);
}

/** One line of `points.csv`, without its line end; what a record does not have is an empty cell. */
export function pointsCsvRow(record: DesignRecord, choices: readonly string[], metrics: readonly string[]): string {
  let row = `${record.index},${csvCell(record.generator)},${record.status},${csvCell(record.reason)}`;
  for (const name of choices) row += `,${csvCell(choiceOf(record, name))}`;
  for (const name of metrics) row += `,${csvCell(record.metrics[name])}`;
  row += `,${csvCell(record.fidelity)}`;
  for (const name of POINT_ERRORS) if (metrics.includes(name)) row += `,${csvCell(record.errors?.[name])}`;
  return row;
}

/**
 * The whole of `pareto.csv`: the front in order of index; `pick` holds the labels of picked designs; of designs that serve
 * several workloads, `latencyUs@NAME` is a metric in one of them. `fidelity` and the
 * expected errors are the last columns, if any design has them, and then how many others are equal to it, if there are any.
 */
export function paretoCsv(swept: ParetoFile): string {
  const pareto = withWorkloadMetrics(swept);
  const { front } = pareto;
  const choices = choiceNames(front);
  const metrics = metricNames(front);
  const hasFidelity = front.some((record) => record.fidelity !== undefined);
  const errors = metrics.filter((name) => front.some((record) => record.errors?.[name] !== undefined));
  const labels = pickLabels(pareto);
  const hasTwins = front.some((record) => record.twins !== undefined);
  const lines = front.map((record) => {
    const values = [
      ...choices.map((name) => choiceOf(record, name)),
      ...metrics.map((name) => record.metrics[name]),
      ...(hasFidelity ? [record.fidelity] : []),
      ...errors.map((name) => record.errors?.[name]),
      ...(hasTwins ? [record.twins?.count ?? 0] : []),
    ];
    return csvLine([record.index, labels.get(record.index), record.generator, ...values]);
  });
  const last = [...(hasFidelity ? ["fidelity"] : []), ...errors.map(errorColumn), ...(hasTwins ? ["twins"] : [])];
  const header = csvLine(["index", "pick", "generator", ...choices, ...metrics, ...last]);
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
