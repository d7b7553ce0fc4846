import type { ParameterValues } from "./parameters.ts";

/** Version of the record formats below; raised when a field changes its meaning. */
export const RESULT_SCHEMA_VERSION = 1;

/** What a DESIGN.json states, defaults filled in. */
export interface Design {
  readonly generator: string;
  readonly parameters: ParameterValues;
}

/** Metric name (with its unit as suffix, e.g. `areaUm2`) → value. A metric that is not modelled is absent, never 0. */
export type Metrics = Readonly<Record<string, number>>;

/** Where the numbers of modules come from: priced counts of the netlist, or synthesis of each module. */
export type Fidelity = "counts" | "characterised";

/** Energy of one step by its cause [pJ]. */
export interface EnergyByKind {
  /** Charging the capacitance of nets. */
  readonly switching: number;
  /** Inside cells when their pins toggle. */
  readonly internal: number;
  /** Clock pins of flip-flops, every cycle. */
  readonly clock: number;
  readonly leakage: number;
}

/** Metric name → expected relative error, e.g. 0.03: mean over designs that the model was not fitted on. */
export type ExpectedErrors = Readonly<Record<string, number>>;

/** Area of all instances of one module, its children not counted; the rows of a design sum to `metrics.areaUm2`. */
export interface BreakdownRow {
  /** Verilog name of the module. */
  readonly module: string;
  /** What the module is for, one of a few words used in charts: `table`, `fetch`, `reduce`, `accumulate`, `control`, … */
  readonly role: string;
  readonly instances: number;
  /** Area of one instance, without its children [µm²]. */
  readonly areaUm2Each: number;
  /** instances × areaUm2Each [µm²]. */
  readonly areaUm2: number;
  /** Expected relative error of the area of this kind of module. */
  readonly areaError: number;
  /** Energy of all instances in one step [pJ]; the rows of a design sum to `metrics.energyPerStepPj`. */
  readonly energyPj: EnergyByKind;
  /** Expected relative error of the energy of this kind of module. */
  readonly energyError: number;
}

/** One point of a sweep. A point that cannot be built or breaks a constraint is a row with its reason, never a gap. */
export interface DesignRecord extends Design {
  /** Position in the space, counted from 0; the same for any number of workers. */
  readonly index: number;
  readonly status: "feasible" | "infeasible" | "failed";
  /** Why the point is infeasible or failed. */
  readonly reason?: string;
  readonly metrics: Metrics;
  /** Absent unless feasible. */
  readonly fidelity?: Fidelity;
  /** Absent unless feasible. */
  readonly errors?: ExpectedErrors;
}

/** Direction of an objective. */
export type Direction = "minimize" | "maximize";

export interface Objective {
  readonly metric: string;
  readonly direction: Direction;
}
