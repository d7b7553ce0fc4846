import type { TechnologyPrimitives } from "./primitives.ts";
import type { TechnologyTables } from "./tables.ts";

/** Version of the technology file format; raised when a field changes its meaning. */
export const TECHNOLOGY_SCHEMA_VERSION = 1;

/** What a cell is for. Synthesis uses combinational cells, flip-flops, adders, ties and clock gates; the rest is kept for the record. */
export const CELL_KINDS = [
  "combinational",
  "flip-flop",
  "latch",
  "full-adder",
  "half-adder",
  "tie",
  "clock-gate",
  "other",
] as const;
export type CellKind = (typeof CELL_KINDS)[number];

export interface TechnologyPin {
  readonly name: string;
  readonly direction: "input" | "output" | "inout";
  /** Input capacitance [fF]; absent where the library states none. */
  readonly capacitanceFf?: number;
  /** The same for a rising and a falling edge [fF], where the library tells them apart. */
  readonly riseCapacitanceFf?: number;
  readonly fallCapacitanceFf?: number;
  /** Logic function of an output in Liberty notation, e.g. `!(A*B)`; of a sequential cell: its state variable. */
  readonly function?: string;
}

/** The `ff` group of a flip-flop, in Liberty notation. */
export interface FlipFlop {
  /** Names of the state variable and its complement; outputs refer to them. */
  readonly state: readonly [string, string];
  readonly clockedOn: string;
  readonly nextState: string;
  readonly clear?: string;
  readonly preset?: string;
}

/** Which pin of a full or half adder cell is what, found from its truth table. */
export interface AdderPins {
  readonly inputs: readonly string[];
  readonly sum: string;
  readonly carry: string;
  /** The pin gives the complement of the sum. */
  readonly sumInverted: boolean;
  /** The pin gives the complement of the carry. */
  readonly carryInverted: boolean;
}

/** Pins of an integrated clock gate that ticks with the rising edge: its output follows the clock while the latch is open. */
export interface ClockGatePins {
  readonly clock: string;
  readonly enable: string;
  readonly output: string;
  /** Pins that open it for tests; tied to 0. */
  readonly tests: readonly string[];
}

export interface TechnologyCell {
  readonly name: string;
  readonly kind: CellKind;
  readonly areaUm2: number;
  /** Mean over the input states the library lists [nW]; absent where it states none. */
  readonly leakageNw?: number;
  /** The library asks synthesis not to use this cell. */
  readonly dontUse: boolean;
  readonly pins: readonly TechnologyPin[];
  /** Only of kind `flip-flop`. */
  readonly flipFlop?: FlipFlop;
  /** Only of kind `full-adder` and `half-adder`. */
  readonly adder?: AdderPins;
  /** Only of kind `clock-gate`, and only of cells that synthesis can use: rising edge, latch inside, with tables. */
  readonly clockGate?: ClockGatePins;
}

/** A standard-cell library as data: what pricing and synthesis need, no more. */
export interface Technology {
  readonly schemaVersion: typeof TECHNOLOGY_SCHEMA_VERSION;
  /** Short name used on the command line, e.g. `asap7`. */
  readonly name: string;
  /** e.g. `7 nm predictive FinFET`. */
  readonly process: string;
  /** Name of the operating conditions, e.g. `tt_025C_1v80`. */
  readonly corner: string;
  readonly voltageV: number;
  readonly temperatureC: number;
  /** Name of the Liberty library. */
  readonly library: string;
  readonly sourceFile: string;
  /** SHA-256 of the Liberty text (after gunzip), so that a compressed copy has the same hash. */
  readonly sourceSha256: string;
  readonly provenance: string;
  readonly licence: string;
  /** Area of the smallest usable NAND2: one gate equivalent [µm²]. */
  readonly nand2AreaUm2: number;
  /** The buffer for nets with many readers; see src/eda/liberty/pace.ts for how it is chosen. */
  readonly fanOutBuffer: string;
  /** Absent until the library has been characterised; then designs cannot be estimated in it. */
  readonly primitives?: TechnologyPrimitives;
  /** Timing and power of the cells that synthesis uses. */
  readonly tables: TechnologyTables;
  readonly cells: readonly TechnologyCell[];
  /** Cells of the library that cannot be used, with the reason. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

export type { TechnologyPrimitives };
