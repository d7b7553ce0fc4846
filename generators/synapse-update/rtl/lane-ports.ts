import type { Signal } from "../../../src/hdl/index.ts";

/** Inputs of a lane: what `used` and `slot` say to all, and what its product, sum, rounding and reads need. */
export type LaneInputs = { readonly used: Signal; readonly slot: Signal } & {
  readonly [
    P in
      | "x_magnitude"
      | "x_negative"
      | "delta"
      | "multiply"
      | "accumulate"
      | "apply"
      | "clear_sum"
      | "write_sum"
      | "place"
      | "round"
      | "shift"
      | "threshold"
      | "word"
      | "pulses"
      | "latch"
      | "read_plus"
      | "read_minus"
      | "latch_flags"
      | "refresh_upper"
      | "refresh_lower"
      | "rewrite_gain"
      | "flag"
      | "refreshing"
      | "verify_window"
      | "aim"
      | "check"
      | "depress"
  ]?: Signal;
};

/** Whether a lane fires and which way; whether its pair is to be reset, it wants a pulse, it is too far from its target. */
export type LaneOutputs = {
  readonly fire: Signal;
  readonly raise: Signal;
  readonly flagged?: Signal;
  readonly wants?: Signal;
  readonly is_off?: Signal;
};
