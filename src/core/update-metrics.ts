import { less, more, type MetricFacts } from "./metric.ts";

/** Of the circuit or its pulses: estimated from a training in floating point until the unit itself has learned. */
const COST: MetricFacts = { kinds: ["update-unit"], range: "above 0", known: "before training", restsOn: "nothing" };
/** 0 where no pulse goes out. */
const PULSED: MetricFacts = { ...COST, range: "from 0" };
const LEARNED: MetricFacts = { ...COST, range: "from 0", known: "after training" };

/**
 * The metrics that only weight-update units have. "Example": one training example, an update operation of every layer.
 * "Update": one synapse and one example, whether it gets pulses or not.
 */
export const UPDATE_METRICS = {
  accuracy: more(
    "–",
    "accuracy",
    "part of the test examples that are right after the stated training, mean over seeds",
    LEARNED,
  ),
  /** A device may learn better than floating point. */
  accuracyLoss: less("–", "accuracy loss", "accuracy of the same training in floating point less that on the device", {
    ...LEARNED,
    range: "any",
  }),
  divergedRuns: less("run", "diverged runs", "seeds whose training ended near chance or without numbers", LEARNED),
  updateBias: less(
    "–",
    "update bias",
    "magnitude of the mean error of pulses given, part of the RMS of pulses wanted",
    PULSED,
  ),
  updateDeviation: less("–", "update deviation", "RMS error of pulses given, part of the RMS of pulses wanted", PULSED),
  updateLatencyUs: less(
    "µs",
    "update latency",
    "time to update all weights by one example: control, pulses, refresh",
    COST,
  ),
  deviceTimeShare: more("–", "device time", "part of the update latency in which device pulses are on", PULSED),
  latencyPerEpochS: less("s", "update time per epoch", "update latency times the examples of an epoch", COST),
  energyPerUpdatePj: less("pJ", "energy per update", "energy per example divided by the synapses of the network", COST),
  energyPerExampleNj: less("nJ", "energy per example", "units, lines, devices and refresh for one example", COST),
  energyPerEpochMj: less("mJ", "energy per epoch", "energy per example times the examples of an epoch", COST),
  unitEnergyPerExampleNj: less(
    "nJ",
    "unit energy per example",
    "update units: working, waiting for pulses, leakage",
    COST,
  ),
  lineEnergyPerExampleNj: less(
    "nJ",
    "line energy per example",
    "charging row and column lines for pulses, C·V²",
    PULSED,
  ),
  deviceEnergyPerExampleNj: less("nJ", "device energy per example", "pulses in the devices, V²·G·t", PULSED),
  /** 0 of a scheme without refresh; which pairs are used up only a training says. */
  refreshEnergyPerExampleNj: less(
    "nJ",
    "refresh energy per example",
    "reading, resetting and rewriting used-up pairs",
    LEARNED,
  ),
  pulsesPerExample: less("pulse", "pulses per example", "device pulses of one example, resets included", LEARNED),
  pulsesPerDeviceMax: less("pulse", "most pulses of a device", "over the whole training, resets included", LEARNED),
  pulsesPerDeviceMean: less("pulse", "mean pulses of a device", "over the whole training, resets included", LEARNED),
  refreshesPerThousandUpdates: less(
    "–",
    "refreshes per 1000 updates",
    "pairs reset and rewritten per 1000 pulsed synapses",
    LEARNED,
  ),
  clippedUpdates: less(
    "–",
    "clipped updates",
    "part of the updated synapses that wanted more pulses than the unit gives",
    LEARNED,
  ),
  workEnergyFj: less(
    "fJ",
    "energy of a working cycle",
    "the unit loading, multiplying, deciding on a slot; without leakage",
    { ...COST, restsOn: "workEnergyFj" },
  ),
  waitEnergyFj: less(
    "fJ",
    "energy of a waiting cycle",
    "the unit while a pulse goes on: clock and timer; without leakage",
    { ...COST, restsOn: "waitEnergyFj" },
  ),
  arrays: less("array", "arrays", "arrays of rows × columns, each with its unit, that hold the network", COST),
  unitsAreaUm2: less("µm²", "area of all units", "area of one unit times the number of arrays", {
    ...COST,
    restsOn: "areaUm2",
  }),
};

/** The name of a metric that only weight-update units have. */
export type UpdateMetric = keyof typeof UPDATE_METRICS;
