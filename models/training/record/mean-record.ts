import { perExampleOf } from "./statistics.ts";
import type { LayerRecord, TrainingOutcome, TrainingRecord } from "./training-record.ts";

/** What a key comes to over its seeds. */
export interface MeanRecord extends Omit<TrainingRecord, "kind" | "diverged"> {
  readonly kind: "trained";
  /** By seed. */
  readonly accuracies: readonly number[];
  readonly divergedRuns: number;
}

/** Why a key has no accuracy. */
export interface NoRecord {
  readonly kind: "refused" | "skipped";
  readonly reason: string;
}

/** What is known of a key: means over its seeds, or why there are none. */
export type KeyOutcome = MeanRecord | NoRecord;

/** Means over seeds, the most of maxima; the sample is that of the first seed. One refused seed refuses all. */
export function meanRecord(outcomes: readonly TrainingOutcome[]): KeyOutcome {
  const refused = outcomes.find((outcome) => outcome.kind === "refused");
  if (refused !== undefined) return refused;
  const records = outcomes.filter((outcome) => outcome.kind === "trained");
  const [first] = records;
  if (first === undefined) return { kind: "refused", reason: "no seed was trained" };
  return {
    kind: "trained",
    accuracy: mean(records.map(({ accuracy }) => accuracy)),
    floatAccuracy: mean(records.map(({ floatAccuracy }) => floatAccuracy)),
    accuracies: records.map(({ accuracy }) => accuracy),
    divergedRuns: records.filter(({ diverged }) => diverged).length,
    layers: first.layers.map((layer, l) =>
      meanLayer(
        layer,
        records.flatMap(({ layers }) => layers[l] ?? []),
      ),
    ),
    sample: first.sample,
    warnings: records.find(({ warnings }) => warnings.length > 0)?.warnings ?? [],
  };
}

function meanLayer(first: LayerRecord, all: readonly LayerRecord[]): LayerRecord {
  const of = (value: (layer: LayerRecord) => number): number => mean(all.map(value));
  return {
    examples: first.examples,
    clippedUpdates: of((layer) => layer.clippedUpdates),
    refreshedPairs: of((layer) => layer.refreshedPairs),
    loopPulses: of((layer) => layer.loopPulses),
    endurance: {
      mean: of((layer) => layer.endurance.mean),
      most: Math.max(...all.map((layer) => layer.endurance.most)),
    },
    perExample: perExampleOf((name) => of(({ perExample }) => perExample[name])),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
