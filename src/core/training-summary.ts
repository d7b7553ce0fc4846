/** What the accuracies of a sweep of update units rest on. */
export interface TrainingSummary {
  /** Name of the data, e.g. `built-in digits`. */
  readonly data: string;
  readonly trainExamples: number;
  readonly testExamples: number;
  /** Neurons from the inputs to the outputs. */
  readonly layers: readonly number[];
  readonly activation: string;
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly weightRange: number;
  readonly seeds: number;
  /** Trainings that may be run, that were run (or known from before), and different units and devices to be trained. */
  readonly budget: number;
  readonly runs: number;
  readonly keys: number;
  readonly trainedKeys: number;
  /** Runs that ended near chance or without numbers. */
  readonly divergedRuns: number;
  /** Mean over seeds of the same network in floating point. */
  readonly floatAccuracy: number;
  /** Devices in the order in which they appear. */
  readonly devices: readonly DeviceSummary[];
  readonly wireCapacitanceFfPerUm: number;
  readonly cellPitchUm: number;
  /** Assumptions and what is left out, one sentence each. */
  readonly notes: readonly string[];
}

export interface DeviceSummary {
  /** As the space names it. */
  readonly device: string;
  readonly title: string;
  readonly source: string;
  /** Conductance states by LTP and by LTD. */
  readonly states: readonly [number, number];
}
