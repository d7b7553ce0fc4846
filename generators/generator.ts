import type { Fault } from "../src/core/errors.ts";
import type { Parameter, ParameterValues } from "../src/core/parameters.ts";
import type { Module } from "../src/hdl/module.ts";
import type { MatrixProduct } from "./streaming-core/stimulus.ts";

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
  /** Cycles from the first accepted beat of a product to its last output beat, less its steps, without stalls. */
  readonly latencyCycles: number;
}

/** A family of circuits with parameters. `registry.ts` lists them; CONTRIBUTING.md shows how to add one. */
export interface Generator {
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
  tile(values: ParameterValues): TileShape;
  /** How a product travels through the streams, and what must come out; from the mathematics, not from the circuit. */
  product(values: ParameterValues): MatrixProduct;
}
