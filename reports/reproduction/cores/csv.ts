import type { Reproduction, ReproductionPoint } from "../../../src/core/reproduction.ts";
import { csvLine } from "../../../src/core/csv.ts";

const COLUMNS: readonly (readonly [string, (point: ReproductionPoint) => string | number | undefined])[] = [
  ["technology", (point) => point.technology],
  ["sweep", (point) => point.sweep],
  ["architecture", (point) => point.architecture],
  ["activation", (point) => point.activation],
  ["arithmetic", (point) => point.arithmetic],
  ["tile", (point) => point.tile],
  ["aspect", (point) => point.aspect],
  ["groupSize", (point) => point.groupSize],
  ["groups", (point) => point.groups],
  ["inputsPerStep", (point) => point.inputsPerStep],
  ["outputsPerStep", (point) => point.outputsPerStep],
  ["clock", (point) => point.clock],
  ["clockMhz", (point) => point.clockMhz],
  ["areaUm2", (point) => point.areaUm2],
  ["areaUm2Error", (point) => point.areaError],
  ["criticalPathPs", (point) => point.criticalPathPs],
  ["areaPerWeightUm2", (point) => point.areaPerWeightUm2],
  ["topsPerMm2", (point) => point.topsPerMm2],
  ["fidelity", (point) => point.fidelity],
  ...["adder", "pipelineReduce", "pipelineFloat", "tableStorage", "pipelineTable", "keptBits"].map(
    (name) => [name, ({ design }: ReproductionPoint) => design.parameters[name]] as const,
  ),
];

/** The whole of `points.csv`: every core in every technology, its chosen variant last; roles are columns `areaUm2:ROLE`. */
export function reproductionCsv({ points }: Reproduction): string {
  const roles = [...new Set(points.flatMap((point) => Object.keys(point.roles)))].toSorted();
  const header = [...COLUMNS.map(([name]) => name), ...roles.map((role) => `areaUm2:${role}`)];
  const rows = points.map((point) => [
    ...COLUMNS.map(([, value]) => value(point)),
    ...roles.map((role) => point.roles[role]),
  ]);
  return [header, ...rows].map((row) => `${csvLine(row)}\n`).join("");
}
