import type { Fault } from "../src/core/errors.ts";
import type { Parameter, ParameterValues } from "../src/core/parameters.ts";
import type { Module } from "../src/hdl/netlist.ts";
import type { FloatArithmetic } from "./streaming-core/float/golden.ts";
import type { MatrixProduct } from "./streaming-core/stimulus.ts";
import type { UpdateUnit } from "./synapse-update/unit.ts";

/**
 * What happens at the ports of a module while a design works on real data: 32 independent streams side by side, bit i of
 * each word is stream i. Written from the mathematics of the product, so that a module can be simulated alone.
 */
export interface ModuleTrace {
  readonly cycles: number;
  /**
   * Input port, or `instance.port` for an output of a child instance (all copies of a repeated instance in one vector, as
   * in the netlist) → `cycles × width` words: bit b in cycle c at `[c · width + b]`. A port that is left out stays 0; of one
   * that many equal groups share, the first group may stand for all.
   */
  readonly inputs: Readonly<Record<string, Int32Array>>;
  /** Per cycle: what the step does, as one of PHASES. */
  readonly phases: Uint8Array;
}

/**
 * Steps by what changes: `hold` brings new keys only; `first` is the first step with a new tile of activations; `last` the
 * step before it, in which the tile is taken in. Where every step brings a tile, all are `first`. In `warmUp`, state fills:
 * flip-flops start at 0, and what these steps cost is no part of any mean.
 */
export const PHASES = { hold: 0, first: 1, last: 2, warmUp: 3 } as const;

/** Statistics of the data that a trace is drawn from. */
export interface DataStatistics {
  /** Part of the weights that is zero; the others are +1 or −1 alike. */
  readonly zeroWeights: number;
  /** Standard deviation of the Gaussian activations, as a part of their largest value. */
  readonly activationDeviation: number;
  readonly seed: number;
}

/**
 * A module that a design contains, with its number of instances. Components with one `key` have the same ledger (so the
 * same price), even if a constant in them, and so their `moduleName()`, differs; `build` makes one of them.
 */
export interface Component {
  readonly key: string;
  /** Verilog name of the module. */
  readonly moduleName: () => string;
  /** Word used in breakdowns and charts, e.g. `table`, `fetch`, `reduce`. */
  readonly role: string;
  /** How many instances the whole design has. */
  readonly count: number;
  readonly build: () => Module;
  /**
   * How the module is stimulated when the design works. Components with one `key` and one `activity.key` have the same
   * energy per step.
   */
  readonly activity: ModuleActivity;
}

export interface ModuleActivity {
  readonly key: string;
  /**
   * Stated where components of one key differ in constants, so that no one trace fits all: mean transitions per
   * flip-flop and cycle, for estimates without synthesis.
   */
  readonly meanTransitions?: number;
  readonly trace: (statistics: DataStatistics) => ModuleTrace;
}

/** An instance at the top of a design: enough for timing and fan-out without building the whole. */
export interface TopInstance {
  readonly name: string;
  /** Verilog name, which says all that shapes the module. */
  readonly moduleName: string;
  /** Key of the component that it is an instance of. */
  readonly key: string;
  readonly activity: ModuleActivity;
  readonly build: () => Module;
  readonly copies: number;
  /**
   * Input port → the output of an earlier instance that drives it (all its copies side by side, shared by all copies of
   * this one or dealt out among them, as the widths say). Ports driven from outside are left out.
   */
  readonly inputs: Readonly<Record<string, { readonly instance: string; readonly port: string }>>;
}

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

interface CommonGenerator {
  readonly name: string;
  /** One sentence for `tritforge list`. */
  readonly summary: string;
  /** The parameters: the one source for validation, help and axes. */
  readonly schema: readonly Parameter[];
  /** Combinations that single ranges cannot exclude; empty if all is well. Paths are parameter names. */
  conflicts(values: ParameterValues): readonly Fault[];
  /** The circuit. Same values, same tree. */
  elaborate(values: ParameterValues): Module;
  /** The modules of `elaborate(values)` with their multiplicities, without building the whole tree. */
  components(values: ParameterValues): readonly Component[];
  /** How the components at the top are connected, drivers before readers; the top itself holds wires only. */
  top(values: ParameterValues): readonly TopInstance[];
}

/** Cores multiply activations by ternary weights, a tile each step. */
export interface CoreGenerator extends CommonGenerator {
  readonly kind: "core";
  tile(values: ParameterValues): TileShape;
  /** How a product travels through the streams, and what must come out; from the mathematics, not from the circuit. */
  product(values: ParameterValues): MatrixProduct;
  /** What sums round to, and in which order; undefined where they are exact, as those of integers. */
  arithmetic(values: ParameterValues): FloatArithmetic | undefined;
}

/** Update units turn two vectors into pulses on an array of synapse devices. */
export interface UpdateUnitGenerator extends CommonGenerator {
  readonly kind: "update-unit";
  /** The unit as data: ports, registers, schedule, and the pulses that must come out. */
  unit(values: ParameterValues): UpdateUnit;
}

/** A family of circuits with parameters. `registry.ts` lists them; CONTRIBUTING.md shows how to add one. */
export type Generator = CoreGenerator | UpdateUnitGenerator;
