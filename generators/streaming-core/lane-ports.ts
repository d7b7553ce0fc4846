import type { PortsOf } from "../../src/hdl/index.ts";

type Enables = "enable" | "step" | "advance" | "clear" | "first" | "accumulate" | "emit";
/** Where a sum is read and written: in a store, or one of several partial sums. */
type Places = "output_tile" | "write_tile" | "emit_tile" | "slot" | "write_slot" | "used";
type Exponents = "shift" | "shifts_running" | "result_exponent" | "result_is_nan";

/** Inputs of a lane of any kind: entries of all groups, keys, and what its registers, sums and alignment need. */
export type LaneInputs = PortsOf<"entries" | "keys", Enables | Places | Exponents>;

/** One finished sum. */
export type LaneOutputs = PortsOf<"result">;
