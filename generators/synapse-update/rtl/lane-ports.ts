import type { PortsOf } from "../../../src/hdl/index.ts";

type Products = "x_magnitude" | "x_negative" | "delta" | "multiply";
type Sums = "accumulate" | "apply" | "clear_sum" | "write_sum" | "place";
type Rounding = "round" | "shift" | "threshold" | "word" | "pulses" | "depress";
type Reads = "latch" | "read_plus" | "read_minus" | "aim" | "check" | "verify_window";
type Refresh = "latch_flags" | "refresh_upper" | "refresh_lower" | "rewrite_gain" | "flag" | "refreshing";

/** Inputs of a lane: what all have, and what its product, sum, rounding and reads need. */
export type LaneInputs = PortsOf<"used" | "slot", Products | Sums | Rounding | Reads | Refresh>;

/** Whether a lane fires and which way; whether its pair is to be reset, it wants a pulse, it is too far from its target. */
export type LaneOutputs = PortsOf<"fire" | "raise", "flagged" | "wants" | "is_off">;

/** What each output of a lane says. */
export const LANE_WORDS: { readonly [P in keyof LaneOutputs]-?: string } = {
  fire: "the synapse gets a pulse in this slot",
  raise: "that pulse is a potentiation",
  flagged: "the pair is to be reset and rewritten",
  wants: "the synapse gets further pulses",
  is_off: "the synapse is further from its target than the window",
};
