import { percent } from "../core/number-text.js";
import type { Ablation, AblationRow, TrainingResult, TrainingTask } from "../../models/training/index.ts";
import { pulsesInWords } from "../core/encodings.ts";
import type { Design } from "../core/result.ts";
import { table } from "./output.ts";

/** What `tritforge train` prints, and with `--json` as it stands. */
export interface TrainingReport {
  readonly design: Design;
  readonly device: string;
  readonly data: {
    readonly title: string;
    readonly training: number;
    readonly testing: number;
    readonly notices: readonly string[];
  };
  readonly task: Omit<TrainingTask, "data">;
  readonly seed: number;
  readonly float: { readonly accuracies: readonly number[] };
  readonly ideal: { readonly accuracies: readonly number[]; readonly outcome: TrainingResult["outcome"] };
  readonly result: TrainingResult;
  readonly lossToIdeal: number;
  readonly ablation?: Ablation;
  readonly trace?: { readonly file: string; readonly pulses: number };
}

/** The report for people. */
export function trainingText(report: TrainingReport): string {
  const { design, device, data, task, seed, result, trace } = report;
  const { scheme, encoding, product, rounding } = design.parameters;
  const how = pulsesInWords({ encoding, product, rounding });
  return [
    `${device}, ${scheme}, ${how}: ${task.layers.join("-")} on ${data.title} (${data.training} + ${data.testing} examples), seed ${seed}`,
    ...[...data.notices, ...result.notices].map((notice) => `note: ${notice}`),
    ...result.warnings.map((warning) => `warning: ${warning}`),
    ...(result.outcome === "diverged" ? ["the training diverged: the accuracy is not above chance"] : []),
    "",
    accuracyTable(report),
    "",
    layerTable(result),
    ...(report.ablation === undefined ? [] : ["", ablationText(report.ablation)]),
    ...(trace === undefined ? [] : ["", `${trace.pulses} pulses written to ${trace.file}`]),
  ].join("\n");
}

function accuracyTable({ float, ideal, result, lossToIdeal }: TrainingReport): string {
  const rows = result.accuracies.map((accuracy, epoch) => [
    `epoch ${epoch + 1}`,
    percent(accuracy, 4),
    percent(ideal.accuracies[epoch] ?? Number.NaN, 4),
    percent(float.accuracies[epoch] ?? Number.NaN, 4),
  ]);
  const summary = `accuracy ${percent(result.accuracy, 4)}: ${percent(result.lossToFloat, 4)} below floating point, ${percent(lossToIdeal, 4)} below the ideal device`;
  return `${table(["test accuracy", "device", "ideal device", "floating point"], rows)}\n\n${summary}`;
}

function layerTable({ statistics, scales }: TrainingResult): string {
  const header = [
    "layer",
    "wanted pulses",
    "at most",
    "clipped",
    "empty updates",
    "LTP/example",
    "LTD/example",
    "refreshed pairs",
    "pulses a device",
    "most",
  ];
  const rows = statistics.layers.map(({ rows: inputs, columns, perExample, endurance, ...layer }, l) => [
    `${inputs}x${columns}`,
    scales[l]?.wantedPulses ?? Number.NaN,
    scales[l]?.mostPulses ?? Number.NaN,
    percent(layer.clippedUpdates, 4),
    percent(layer.emptyOperations, 4),
    perExample.ltpPulses,
    perExample.ltdPulses,
    layer.refreshedPairs,
    endurance.mean,
    endurance.most,
  ]);
  return `${table(header, rows)}\n(wanted: learning rate over the weight change of one pulse, at full scale of x and delta)`;
}

function ablationText({ seeds, floatAccuracies, rows }: Ablation): string {
  const mean = floatAccuracies.reduce((sum, each) => sum + each, 0) / floatAccuracies.length;
  const lines = rows.map((row) => [
    nameOf(row),
    percent(row.mean, 4),
    row.effect === undefined ? "" : signed(row.difference),
    row.effect === undefined || Number.isNaN(row.standardError) ? "" : `± ${percent(row.standardError, 4)}`,
  ]);
  const title = `ablation, means of ${seeds.length} seeds; floating point ${percent(mean, 4)}`;
  return `${title}\n${table(["effects", "accuracy", "difference", ""], lines)}`;
}

function nameOf({ kind, effect }: AblationRow): string {
  if (kind === "all") return "all: device and unit as they are";
  if (kind === "none") return "none: ideal device and unit";
  return kind === "without" ? `  without ${effect}` : `  only ${effect}`;
}

function signed(part: number): string {
  return `${part < 0 ? "−" : "+"}${percent(Math.abs(part), 4)}`;
}
