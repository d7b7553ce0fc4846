/** What one step of the core does; the workload mapping needs nothing else of a design. */
export interface TileShape {
  /** Inputs per step, L·µ. */
  readonly inputsPerStep: number;
  /** Outputs per step, K. */
  readonly outputsPerStep: number;
  /** Largest product, N inputs × M outputs. */
  readonly maxInputs: number;
  readonly maxOutputs: number;
  readonly shape: "fixed" | "runtime";
  /** Key bits per step. */
  readonly keyBitsPerStep: number;
  /** Idle cycles between two products that follow each other without stalls. */
  readonly idleCyclesPerProduct: number;
  readonly activationBits: number;
  /** Bits of one result. */
  readonly accumulatorBits: number;
  /** Part of the steps that bring a new tile of activations: 1/⌈M/K⌉ if tables are stationary, else 1. */
  readonly loadsPerStep: number;
  /** Cycles from the first accepted beat of a product to its last output beat, less its steps, without stalls. */
  readonly latencyCycles: number;
}
