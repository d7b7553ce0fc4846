import type { ArrayModel } from "../core/array-model.ts";
import { settingsNamed, type TrainingSettings } from "../core/training.ts";
import type { Device } from "../../models/device/index.ts";
import type { TrainingTask } from "../../models/training/index.ts";
import type { KeyOutcome } from "../../models/training/record/mean-record.ts";
import { STATED_SETTINGS, type TrainingSummary } from "../core/training-summary.ts";

const NOTES: readonly string[] = [
  "Wires have the textbook capacitance and the cell pitch stated above; both are assumptions of the space (array), not of a process.",
  "A line is charged and discharged by the whole pulse voltage (C·V²) every time it is raised; drivers, level shifters and charge pumps are not in the energy, nor in the area.",
  "The energy of a device pulse is V²·G·t at the conductances that the training met; half-selected devices, sneak paths and IR drop are not modelled: a selector in each cell is taken for granted.",
  "Forward and backward passes, converters and the reading of activations are outside the unit: latency and energy are those of the weight update alone.",
  "Arrays work side by side, each with its own unit: latency is that of the slowest one, energy and area are sums. Parts of arrays at the edge of a layer stay empty.",
  "Reads for refresh take 3 cycles for each group of lanes; an ADC that is slower adds to that.",
  "Units that differ only in lanes, phases, widths, pulse length or array size share a training: exact for deterministic pulses, the same statistics for random ones.",
  "Cycles and line pulses are replayed on 24 examples of the training (8 of a floating-point one in the screening), pulses scaled to those of all examples.",
];

/** What stands in the manifest about training. */
export function trainingSummary(about: {
  readonly training: TrainingSettings;
  readonly task: TrainingTask;
  readonly devices: ReadonlyMap<string, Device>;
  readonly keys: number;
  readonly trained: readonly (readonly [string, KeyOutcome])[];
  readonly floatAccuracy: number;
  readonly array: ArrayModel;
  /** A trained unit in words, by its key. */
  readonly nameOf: (key: string) => string;
}): TrainingSummary {
  const { training, task, devices, keys, trained, floatAccuracy, array, nameOf } = about;
  const records = trained.flatMap(([, outcome]) => (outcome.kind === "trained" ? [outcome] : []));
  return {
    data: task.data.title,
    trainExamples: task.data.train.count,
    testExamples: task.data.test.count,
    ...settingsNamed(STATED_SETTINGS, training),
    budget: training.runs,
    runs: trained.length * training.seeds,
    keys,
    trainedKeys: records.length,
    divergedRuns: records.reduce((sum, { divergedRuns }) => sum + divergedRuns, 0),
    floatAccuracy: records[0]?.floatAccuracy ?? floatAccuracy,
    devices: [...devices].map(([device, { title, source, ltp, ltd }]) => ({
      device,
      title,
      source,
      states: [ltp.pulses, ltd.pulses],
    })),
    ...array,
    warnings: trained.flatMap(([key, outcome]) =>
      outcome.kind === "trained" ? outcome.warnings.map((warning) => ({ unit: nameOf(key), warning })) : [],
    ),
    notes: NOTES,
  };
}
