import type { Signal } from "../../src/hdl/index.ts";

/** Inputs of a lane of any kind. What comes after the keys depends on its registers, store and partial sums. */
export type LaneInputs = {
  /** All groups side by side. */
  readonly entries: Signal;
  readonly keys: Signal;
  readonly enable?: Signal;
  /** Loads the first registers on a path; `advance` all others. */
  readonly step?: Signal;
  readonly advance?: Signal;
  /** Free-running lanes: a sum begins. */
  readonly clear?: Signal;
  readonly first?: Signal;
  readonly accumulate?: Signal;
  readonly emit?: Signal;
  readonly output_tile?: Signal;
  readonly write_tile?: Signal;
  readonly slot?: Signal;
  readonly write_slot?: Signal;
  readonly emit_tile?: Signal;
  readonly used?: Signal;
  readonly shift?: Signal;
  readonly shifts_running?: Signal;
  readonly result_exponent?: Signal;
  readonly result_is_nan?: Signal;
};

/** One finished sum. */
export type LaneOutputs = { readonly result: Signal };
