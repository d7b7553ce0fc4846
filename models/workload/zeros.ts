import type { Layer } from "./layer.ts";
import { markOf } from "./model/model.ts";
import { macsPerToken, type Workload } from "./workload.ts";

/** Zeros among the ternary weights that are multiplied by. */
export interface WeightZeros {
  /** Part of the weights, each as often as a token uses it. */
  readonly fraction: number;
  /** Who counted them. */
  readonly source: string;
}

/**
 * The zeros of a workload's own weights: the mean of its layers, each by what a token multiplies by it; energies are as good as
 * linear in it. Of several workloads: their mean, each by its part of the tokens. Undefined where nobody has counted those of a
 * layer.
 */
export function zerosOf(workload: Workload): WeightZeros | undefined {
  const { combination } = workload;
  if (combination === undefined) return ofOne(workload);
  const all = combination.of.map(zerosOf);
  if (!all.every((each) => each !== undefined)) return undefined;
  const shares = combination.of.map((each, i) => combination.weights[i]! * macsPerToken(each));
  return {
    fraction: mean(
      all.map(({ fraction }) => fraction),
      shares,
    ),
    source: combination.of.map(({ title }, i) => `${title}: ${all[i]!.source}`).join("; "),
  };
}

function ofOne({ layers, source, model }: Workload): WeightZeros | undefined {
  const parts = layers.map(({ zeros }) => zeros);
  if (!parts.every((part) => part !== undefined)) return undefined;
  const mark = model === undefined ? undefined : markOf(model, "/zeros");
  return { fraction: mean(parts, layers.map(used)), source: mark?.source ?? source };
}

/** Weights of a layer that a token multiplies by. */
function used({ inputs, outputs, count }: Layer): number {
  return inputs * outputs * count;
}

function mean(values: readonly number[], weights: readonly number[]): number {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return values.reduce((sum, value, i) => sum + value * weights[i]!, 0) / all;
}
