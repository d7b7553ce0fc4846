import type { ArraySize } from "../../src/core/training.ts";
import { isPossible } from "../../src/core/metric.ts";
import { metricColumn } from "../../src/core/metric-row.ts";
import { namesOf } from "../../src/core/metrics.ts";
import { UPDATE_METRICS, type UpdateMetric } from "../../src/core/update-metrics.ts";
import type { MeanRecord } from "../training/record/mean-record.ts";
import { synapsesOf } from "./tiles.ts";
import { devicePulses } from "./update-energy.ts";

const COLUMNS = new Map(namesOf(UPDATE_METRICS).map((name) => [name, metricColumn(name)]));

/** Puts a metric into a row. */
export type Setter = (metric: UpdateMetric, value: number) => void;

/** Throws at a number that the metric cannot have, e.g. 0 where 0 would be a mistake. */
export function setter(row: Float64Array): Setter {
  return (metric, value) => {
    const { range } = UPDATE_METRICS[metric];
    if (!isPossible(range, value))
      throw new Error(`${metric} came out as ${value}, expected a finite number${range === "any" ? "" : `, ${range}`}`);
    row[COLUMNS.get(metric) ?? -1] = value;
  };
}

/** What only a training knows: accuracy, wear, refreshes. */
export function fillTraining(
  set: Setter,
  { accuracy, floatAccuracy, divergedRuns, layers }: MeanRecord,
  neurons: readonly ArraySize[],
): void {
  set("accuracy", accuracy);
  set("accuracyLoss", floatAccuracy - accuracy);
  set("divergedRuns", divergedRuns);
  const { ltp, ltd, resets } = devicePulses(layers);
  set("pulsesPerExample", ltp + ltd + resets);
  set("pulsesPerDeviceMax", Math.max(...layers.map(({ endurance }) => endurance.most)));
  const updates = layers.reduce((sum, { perExample }) => sum + perExample.updates, 0);
  const examples = layers[0]?.examples ?? 1;
  const pairs = layers.reduce((sum, { refreshedPairs }) => sum + refreshedPairs, 0) / examples;
  const clipped = layers.reduce((sum, { clippedUpdates, perExample }) => sum + clippedUpdates * perExample.updates, 0);
  set("pulsesPerDeviceMean", meanWear(layers, neurons));
  set("refreshesPerThousandUpdates", updates > 0 ? (1000 * pairs) / updates : 0);
  set("clippedUpdates", updates > 0 ? clipped / updates : 0);
}

/** Over all devices; a layer has as many for each synapse as the others. */
function meanWear(layers: MeanRecord["layers"], neurons: readonly ArraySize[]): number {
  const pulses = layers.reduce(
    (sum, { endurance }, l) => sum + endurance.mean * synapsesOf(neurons.slice(l, l + 1)),
    0,
  );
  return pulses / synapsesOf(neurons);
}
