/** What a space of update units states beside its blocks: what is trained, and the array around the devices. */

/** What a space says about training, defaults filled in. */
export interface TrainingSettings {
  /** Neurons from the inputs to the outputs. */
  readonly layers: readonly number[];
  /** `digits` (built in), or a folder of IDX files as of MNIST. */
  readonly data: string;
  /** Training examples of an epoch. */
  readonly examples: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly batch: number;
  readonly weightRange: number;
  readonly activation: "sigmoid" | "relu";
  /** Full scale of delta: the same always, or the power of two above each vector's largest. */
  readonly deltaScale: "fixed" | "power-of-two";
  /** Trainings of one unit and device, of which means are taken. */
  readonly seeds: number;
  /** Most trainings of the sweep. */
  readonly runs: number;
}

/** What a space may leave out. */
export const USUAL_TRAINING: TrainingSettings = {
  layers: [196, 32, 10],
  data: "digits",
  examples: 2000,
  epochs: 2,
  learningRate: 0.2,
  batch: 1,
  weightRange: 2,
  activation: "sigmoid",
  deltaScale: "power-of-two",
  seeds: 1,
  runs: 200,
};

/** What is known of the array around the devices: its wires. */
export interface ArrayModel {
  /**
   * Capacitance of a wire [fF/µm]. Usual: 0.2, a textbook figure that hardly depends on the process, because wires scale in all directions
   * (Weste and Harris, CMOS VLSI Design: about 0.2 fF/µm).
   */
  readonly wireCapacitanceFfPerUm: number;
  /** Distance of neighbouring cells, the same in both directions [µm]. An assumption: it depends on the cell. */
  readonly cellPitchUm: number;
}

/** A textbook wire, and a cell of 0.5 µm × 0.5 µm: a transistor wide enough for programming currents at older nodes. */
export const USUAL_ARRAY: ArrayModel = { wireCapacitanceFfPerUm: 0.2, cellPitchUm: 0.5 };
