import Type from "typebox";
import {
  amount,
  count,
  countFromOne,
  list,
  name,
  part,
  positive,
  record,
  text,
  type Described,
} from "./record-schema.ts";

const deviceSummarySchema = record({
  /** As the space names it. */
  device: name,
  title: text,
  source: text,
  /** Conductance states by LTP and by LTD. */
  states: Type.Unsafe<[number, number]>({
    type: "array",
    items: [countFromOne, countFromOne],
    minItems: 2,
    maxItems: 2,
    expected: "two whole numbers from 1",
  }),
});

/** See `TrainingSummary`. */
export const trainingSummarySchema = record({
  /** Name of the data, e.g. `built-in digits`. */
  data: text,
  trainExamples: countFromOne,
  testExamples: countFromOne,
  /** Neurons from the inputs to the outputs. */
  layers: list(countFromOne, 2),
  activation: name,
  epochs: countFromOne,
  batch: countFromOne,
  learningRate: positive,
  weightRange: positive,
  seeds: countFromOne,
  /** Trainings that may be run, that were run (or known from before), and different units and devices to be trained. */
  budget: count,
  runs: count,
  keys: count,
  trainedKeys: count,
  /** Runs that ended near chance or without numbers. */
  divergedRuns: count,
  /** Mean over seeds of the same network in floating point. */
  floatAccuracy: part,
  /** Devices in the order in which they appear. */
  devices: list(deviceSummarySchema),
  wireCapacitanceFfPerUm: amount,
  cellPitchUm: amount,
  /** Assumptions and what is left out, one sentence each. */
  notes: list(text),
});

/** What the accuracies of a sweep of update units rest on. */
export type TrainingSummary = Described<typeof trainingSummarySchema>;
