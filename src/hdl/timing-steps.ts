import type { Instance, Module } from "./netlist.ts";

/**
 * A module as a graph of one-bit steps, without technology: what is read by whom, in an order in which it can be
 * evaluated. Static timing and fan-out walk it; wires (slices, concatenations, names) have vanished.
 */

/** Steps of logic that technologies price by their names; `borrow` is one bit of a comparison. */
export const PRICED_STEPS = ["gate", "xor", "mux", "sum", "carry", "borrow", "halfSum", "halfCarry", "choose"] as const;

/**
 * What a step is. `choose` and `equal` stand for a whole tree of as many inputs as they have operands; `portBuffer` stands at each
 * output bit of a net that leaves the module at several (src/eda/yosys/port-buffers.ts).
 */
export const STEPS = ["port", "register", "child", ...PRICED_STEPS, "equal", "portBuffer"] as const;
/** One of STEPS. */
export type Step = (typeof STEPS)[number];

/** Kinds of pins that a net can drive. */
export const PINS = ["gatePin", "xorPin", "adderPin", "flipFlopPin"] as const;
const [GATE_PIN, XOR_PIN] = [0, 1];
const ADDER_PIN = 2;
/** Its place in PINS. */
export const FLIP_FLOP_PIN = 3;

/** The kind of pin, by its place in PINS, with which a step reads its operands. */
export const PIN_OF: Readonly<Record<Step, number>> = {
  port: GATE_PIN,
  register: FLIP_FLOP_PIN,
  child: GATE_PIN,
  gate: GATE_PIN,
  xor: XOR_PIN,
  mux: GATE_PIN,
  sum: ADDER_PIN,
  carry: ADDER_PIN,
  borrow: XOR_PIN,
  halfSum: XOR_PIN,
  halfCarry: GATE_PIN,
  choose: GATE_PIN,
  equal: GATE_PIN,
  portBuffer: GATE_PIN,
};

/** A module as one-bit steps in the order of evaluation. */
export interface TimingGraph {
  readonly module: Module;
  /** Step of each node, as index into STEPS; operands have smaller numbers than their readers. */
  readonly steps: Uint8Array;
  /** So many nodes come first that read nothing: ports and registers. */
  readonly sources: number;
  /** Operands of node n: `operands[first[n] … first[n+1] − 1]`. */
  readonly first: Int32Array;
  readonly operands: Int32Array;
  /** Port → node of each bit, of a port that is dealt out of each bit of one copy; −1: a constant. */
  readonly inputs: ReadonlyMap<string, Int32Array>;
  readonly outputs: ReadonlyMap<string, Int32Array>;
  /** Nodes whose value a flip-flop takes. */
  readonly ends: Int32Array;
  readonly children: readonly TimingChild[];
}

/** An instance in the graph: what drives it, and its outputs as sources. */
export interface TimingChild {
  readonly instance: Instance;
  /** All its operands have smaller numbers; its outputs begin here. */
  readonly firstOutput: number;
  /** Port → nodes of all bits that are connected: the child's width if all copies share them, else copies × width. */
  readonly inputs: ReadonlyMap<string, Int32Array>;
  /** Ports whose bits are dealt out, see `dealtPorts`: `inputs` has those of one copy. */
  readonly dealt: ReadonlySet<string>;
  /** Port → nodes of all copies' bits. */
  readonly outputs: ReadonlyMap<string, Int32Array>;
}
