import type { MetricDescription } from "./metrics.ts";

/**
 * The metrics that only weight-update units have. "Example": one training example, an update operation of every layer.
 * "Update": one synapse and one example, whether it gets pulses or not.
 */
export const UPDATE_METRICS: readonly MetricDescription[] = [
  more(
    "accuracy",
    "–",
    "accuracy",
    "part of the test examples that are right after the stated training, mean over seeds",
  ),
  less("accuracyLoss", "–", "accuracy loss", "accuracy of the same training in floating point less that on the device"),
  less("divergedRuns", "run", "diverged runs", "seeds whose training ended near chance or without numbers"),
  less(
    "updateBias",
    "–",
    "update bias",
    "magnitude of the mean error of pulses given, part of the RMS of pulses wanted",
  ),
  less("updateDeviation", "–", "update deviation", "RMS error of pulses given, part of the RMS of pulses wanted"),
  less(
    "updateLatencyUs",
    "µs",
    "update latency",
    "time to update all weights by one example: control, pulses, refresh",
  ),
  more("deviceTimeShare", "–", "device time", "part of the update latency in which device pulses are on"),
  less("latencyPerEpochS", "s", "update time per epoch", "update latency times the examples of an epoch"),
  less("energyPerUpdatePj", "pJ", "energy per update", "energy per example divided by the synapses of the network"),
  less("energyPerExampleNj", "nJ", "energy per example", "units, lines, devices and refresh for one example"),
  less("energyPerEpochMj", "mJ", "energy per epoch", "energy per example times the examples of an epoch"),
  less("unitEnergyPerExampleNj", "nJ", "unit energy per example", "update units: working, waiting for pulses, leakage"),
  less("lineEnergyPerExampleNj", "nJ", "line energy per example", "charging row and column lines for pulses, C·V²"),
  less("deviceEnergyPerExampleNj", "nJ", "device energy per example", "pulses in the devices, V²·G·t"),
  less(
    "refreshEnergyPerExampleNj",
    "nJ",
    "refresh energy per example",
    "reading, resetting and rewriting used-up pairs",
  ),
  less("pulsesPerExample", "pulse", "pulses per example", "device pulses of one example, resets included"),
  less("pulsesPerDeviceMax", "pulse", "most pulses of a device", "over the whole training, resets included"),
  less("pulsesPerDeviceMean", "pulse", "mean pulses of a device", "over the whole training, resets included"),
  less(
    "refreshesPerThousandUpdates",
    "–",
    "refreshes per 1000 updates",
    "pairs reset and rewritten per 1000 pulsed synapses",
  ),
  less(
    "clippedUpdates",
    "–",
    "clipped updates",
    "part of the updated synapses that wanted more pulses than the unit gives",
  ),
  less(
    "workEnergyFj",
    "fJ",
    "energy of a working cycle",
    "the unit loading, multiplying, deciding on a slot; without leakage",
  ),
  less(
    "waitEnergyFj",
    "fJ",
    "energy of a waiting cycle",
    "the unit while a pulse goes on: clock and timer; without leakage",
  ),
  less("arrays", "array", "arrays", "arrays of rows × columns, each with its unit, that hold the network"),
  less("unitsAreaUm2", "µm²", "area of all units", "area of one unit times the number of arrays"),
];

/** Update metrics that may truly be 0, e.g. the refreshes of a scheme without refresh. */
export const MAY_BE_ZERO: readonly string[] = [
  "accuracy",
  "accuracyLoss",
  "divergedRuns",
  "updateBias",
  "updateDeviation",
  "deviceTimeShare",
  "lineEnergyPerExampleNj",
  "deviceEnergyPerExampleNj",
  "refreshEnergyPerExampleNj",
  "pulsesPerExample",
  "pulsesPerDeviceMax",
  "pulsesPerDeviceMean",
  "refreshesPerThousandUpdates",
  "clippedUpdates",
];

/** Metrics that may be below 0: a device may learn better than floating point. */
export const MAY_BE_NEGATIVE: readonly string[] = ["accuracyLoss"];

function less(name: string, unit: string, label: string, description: string): MetricDescription {
  return { name, unit, label, better: "minimize", description };
}

function more(name: string, unit: string, label: string, description: string): MetricDescription {
  return { name, unit, label, better: "maximize", description };
}
