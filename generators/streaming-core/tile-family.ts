import type { Module, PortsOf } from "../../src/hdl/index.ts";
import type { BankPorts } from "../arithmetic/bank-enables.ts";
import type { FloatFormat } from "../numeric/float-format.ts";

/** What a family tells the core about itself. Module functions are called only when the circuit is built. */
export interface TileFamily {
  /** Prefix of the top module's name, e.g. `ternary_lut`. */
  readonly name: string;
  /** Part of the top module's name that tells designs of the family apart, e.g. `u3_l8`. */
  readonly detail: string;
  /** µ: activations per group. */
  readonly groupSize: number;
  /** L: groups per tile. */
  readonly groups: number;
  /** K: outputs computed side by side. */
  readonly lanes: number;
  /** Names of the parameters that set L and K, for messages. */
  readonly parameterNames: { readonly groups: string; readonly lanes: string };
  /** Bits of one key. */
  readonly keyBits: number;
  /** Bits of a key that matter even where all activations of its group are 0. */
  readonly restlessKeyBits: readonly number[];
  /** Bits that a group offers to all lanes. */
  readonly entriesBits: number;
  /** Calls `put` with offset, bits and value of each entry that a group of µ activations makes. */
  readonly putEntries: (group: ArrayLike<number>, put: (offset: number, bits: number, value: number) => void) => void;
  /** What children of a group give to it, for its activity. */
  readonly groupPorts: readonly GroupPort[];
  /** Bits of the offset-binary word (value + 2^(wordBits−1)) that one key selects. */
  readonly wordBits: number;
  /** Words stand for −magnitude … magnitude−1 (after the deferred +1 of a negation). */
  readonly wordMagnitude: number;
  /** True if a fetch has an output `negate`: a bit of weight 1 still to be added. */
  readonly hasNegate: boolean;
  /** Format of the words if they are floating-point numbers; then the three above say only how wide they are. */
  readonly words: FloatFormat | undefined;
  /** True if weights are numbers that are multiplied: then 0 · NaN is NaN, not nothing. */
  readonly multiplies: boolean;
  /** Registers inside `fetch()`, enabled by `advance`; 0 for integers. */
  readonly fetchStages: number;
  /** Key of `group()` for components. */
  readonly groupKey: string;
  /** `load`, `activations` (and `fill` if it has stages) → `entries`: holds one group. */
  readonly group: () => Module<GroupInputs, GroupOutputs>;
  /** Registers inside `group()` before those that hold the entries; `fill` moves a tile on from there. */
  readonly groupStages: number;
  /** Further modules inside `group()`, for `components()`. */
  readonly groupChildren: readonly ChildModule[];
  /** Word for a group in breakdowns: `table` or `activations`. */
  readonly groupRole: string;
  readonly fetchKey: (gating: Gating) => string;
  /** `entries`, `key` (and `enable` if gated) → `word` (and `negate`). A fetch that is not enabled gives zero. */
  readonly fetch: (gating: Gating) => Module<FetchInputs, FetchOutputs>;
  /** Further modules inside `fetch()`, for `components()`. */
  readonly fetchChildren: readonly ChildModule[];
}

/** Inputs of a group; `shift` and `fill` if it has stages. */
export type GroupInputs = PortsOf<"load" | "activations", "shift" | "fill">;
/** What a group offers to all lanes. */
export type GroupOutputs = PortsOf<"entries">;

/** Inputs of a fetch; `enable` if it is gated. */
export type FetchInputs = PortsOf<"entries" | "key", "enable"> & BankPorts;
/** What one key makes of a group; `negate` if a 1 is still to be added. */
export type FetchOutputs = PortsOf<"word", "negate">;

/** An output of a group's child, `instance.port`, and what it is for a group of activations. */
export interface GroupPort {
  readonly port: string;
  readonly width: number;
  readonly put: TileFamily["putEntries"];
}

/** A module inside another one. */
export interface ChildModule {
  readonly key: string;
  /** Per instance of its parent; default 1. */
  readonly count?: number;
  /** Word for it in breakdowns. */
  readonly role: string;
  readonly build: () => Module;
}

/** Whether a fetch can be silenced. */
export type Gating = "gated" | "free";
