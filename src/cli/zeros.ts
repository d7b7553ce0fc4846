import { resolve } from "node:path";
import type { Argv } from "yargs";
import type { DataStatistics } from "../../generators/contract/index.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import type { Workload } from "../../models/workload/workload.ts";
import { zerosOf, type WeightZeros } from "../../models/workload/zeros.ts";
import { InputError } from "../core/errors.ts";
import { printable } from "../core/printable.ts";
import type { ActivitySummary } from "../core/sweep-result.ts";
import { openCheckpoint } from "../weights/index.ts";
import { layerStatistics } from "../weights/statistics.ts";
import { note } from "./output.ts";

/** Whose zeros energies are for: those of the workload's own weights, where somebody has counted them, or others. */
export type AskedZeros = "model" | WeightZeros;

const STANDARD_ZEROS: WeightZeros = {
  fraction: STANDARD_STATISTICS.zeroWeights,
  source: "BitNet b1.58-2B-4T has 42 % zero weights (Sparse-BitNet, arXiv 2603.05168: about 42 %)",
};

const ACTIVATIONS =
  "Gaussian activations, each token scaled to its largest value: of 2560 draws that is 3.6 standard deviations";

/** What `withZeros` adds; undefined where it was not stated. */
export interface ZerosOption {
  readonly zeros: string | undefined;
}

/** Adds `--zeros` to a command. */
export function withZeros<T>(yargs: Argv<T>): Argv<T & ZerosOption> {
  return yargs.option("zeros", {
    type: "string",
    describe: `zero weights that energy is for: model (default; 42 % where nobody counted), standard (42 %), a part from 0 to 1, or a checkpoint`,
  });
}

/**
 * What a `zeros` says: `model`, `standard`, a part of all weights, or the file of a checkpoint, whose layers are then read.
 * @param path of the key or option
 * @throws {InputError} for a part that is none, or as `openCheckpoint`
 */
export function askedZeros(stated: string | number | undefined, path: string, directory = "."): AskedZeros {
  if (stated === undefined || stated === "model") return "model";
  if (stated === "standard") return STANDARD_ZEROS;
  const part = typeof stated === "number" ? stated : stated.trim() === "" ? Number.NaN : Number(stated);
  if (part >= 0 && part <= 1) return { fraction: part, source: "as stated" };
  if (typeof stated === "string" && /[./\\]/.test(stated) && Number.isNaN(part))
    return ofCheckpoint(resolve(directory, stated), stated);
  throw InputError.at(
    path,
    `got ${typeof stated === "number" ? stated : `"${printable(stated)}"`}, expected model, standard, a part from 0 to 1, or the file of a checkpoint (.safetensors, .gguf)`,
  );
}

function ofCheckpoint(file: string, name: string): WeightZeros {
  note(`reading ${printable(name)} ...`);
  const checkpoint = openCheckpoint(file);
  try {
    const all = checkpoint.layers.map(layerStatistics);
    const weights = all.reduce((sum, { zeros, plus, minus }) => sum + zeros + plus + minus, 0);
    if (weights === 0) throw InputError.at(file, "got no ternary layer, expected one or more");
    const zeros = all.reduce((sum, each) => sum + each.zeros, 0);
    return { fraction: zeros / weights, source: `all ${all.length} ternary layers of ${printable(name)}` };
  } finally {
    checkpoint.close();
  }
}

/** Data that energies are stated for, and where its zeros are from. */
export interface StatedData {
  readonly statistics: DataStatistics;
  readonly source: string;
}

/**
 * The data of a workload, zeros to a hundredth: modules of models that are as good as alike are priced once.
 * @param workload without it, or where nobody has counted its zeros, the standard ones
 */
export function dataOf(workload: Workload | undefined, asked: AskedZeros): StatedData {
  const { fraction, source } = asked === "model" ? zerosOfModel(workload) : asked;
  return { statistics: { ...STANDARD_STATISTICS, zeroWeights: Math.round(100 * fraction) / 100 }, source };
}

/** A line that says what energies are for. */
export function zerosText({ statistics, source }: StatedData): string {
  return `energy: ${Math.round(100 * statistics.zeroWeights)} % of the weights are zero: ${source}`;
}

function zerosOfModel(workload: Workload | undefined): WeightZeros {
  if (workload === undefined) return STANDARD_ZEROS;
  const { fraction, source } = STANDARD_ZEROS;
  return zerosOf(workload) ?? { fraction, source: `nobody has counted those of ${workload.title}; ${source}` };
}

/** The data that the energies of a sweep are stated for, in words. @param all of each workload, in their order */
export function activitySummary(
  all: readonly { readonly workload: string; readonly data: StatedData }[],
): ActivitySummary {
  const [first] = all;
  const activationDeviation = Math.round(STANDARD_STATISTICS.activationDeviation * 128 * 10) / 10;
  const isOne = all.every(({ data }) => data.source === first?.data.source);
  if (first === undefined || isOne) {
    const { statistics, source } = first?.data ?? dataOf(undefined, "model");
    return { zeroWeights: statistics.zeroWeights, activationDeviation, source: `${source}; ${ACTIVATIONS}` };
  }
  return {
    ofWorkloads: all.map(({ workload, data }) => ({
      workload,
      zeroWeights: data.statistics.zeroWeights,
      source: data.source,
    })),
    activationDeviation,
    source: ACTIVATIONS,
  };
}
