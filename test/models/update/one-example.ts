import { loadDevice, type Device } from "../../../models/device/index.ts";
import type { MeanRecord } from "../../../models/training/record/mean-record.ts";
import type { UpdateConditions } from "../../../models/update/update-conditions.ts";

/** A network of two synapses that learned one example, small enough to be worked out by hand. */

/** The cost of its unit. */
export const COST = {
  areaUm2: 10,
  leakageNw: 1000,
  workFj: 100,
  waitFj: 50,
  criticalPathPs: 500,
  fidelity: "counts",
} as const;

/** LTP of 1 V, 20 ns on 1 … 3 µS. */
export const DEVICE: Device = {
  ...loadDevice("linear-64"),
  electrical: {
    minimumS: 1e-6,
    maximumS: 3e-6,
    ltp: { voltageV: 1, widthNs: 20 },
    ltd: { voltageV: -2, widthNs: 10 },
  },
};

/** One example: a 2-1 network whose first synapse gets 3 pulses up. */
export const RECORD: MeanRecord = {
  kind: "trained",
  accuracy: 0.75,
  floatAccuracy: 0.9,
  accuracies: [0.75],
  warnings: [],
  divergedRuns: 0,
  layers: [
    {
      examples: 1,
      clippedUpdates: 0,
      refreshedPairs: 0,
      loopPulses: 0,
      endurance: { mean: 1.5, most: 3 },
      perExample: {
        updates: 1,
        ltpPulses: 3,
        ltdPulses: 0,
        resets: 0,
        ltpSlots: 3,
        ltdSlots: 0,
        bothSlots: 0,
        resetSlots: 0,
        controlCycles: 9,
        reads: 0,
        ltpConductance: 1.5,
        ltdConductance: 0,
        resetConductance: 0,
      },
    },
  ],
  sample: [[{ x: [3, 0], delta: [1], registers: { pulses: 15, shift: 0, threshold: 1 }, apply: true }]],
};

/** What it is priced for; its device is called d. */
export function conditions(device: Device = DEVICE): UpdateConditions {
  return {
    array: { wireCapacitanceFfPerUm: 0.5, cellPitchUm: 2 },
    clockMhz: 100,
    layers: [{ rows: 2, columns: 1 }],
    examplesPerEpoch: 1000,
    learningRate: 0.1,
    weightRange: 1,
    refreshPeriod: 32,
    fullScale: 1,
    devices: [["d", device]],
  };
}
