import type { BreakdownRow, Design, DesignRecord, ExpectedErrors, Fidelity, Metrics, Objective } from "./result.ts";
import type { TrainingSummary } from "./training-summary.ts";

/**
 * The files of one sweep, as types. They hold no wall-clock time and no worker count, so that the same space and seed
 * give the same bytes everywhere.
 */

/** The memory around the core: what bandwidth and energy per token rest on. */
export interface MemorySummary {
  /** Name of the DRAM, e.g. `LPDDR5-6400, 64 bit`. */
  readonly dram: string;
  /** [GB/s], 1 GB = 10⁹ byte */
  readonly bandwidthGBps: number;
  /** Energy to read one bit, interface included [pJ/bit]. */
  readonly dramEnergyPjPerBit: number;
  /** Paper and table that both DRAM figures come from. */
  readonly dramSource: string;
  /** Name of the model or table of the on-chip buffers. */
  readonly sram: string;
  readonly sramSource: string;
  /** What the figures include and leave out, one sentence each. */
  readonly notes: readonly string[];
}

/** The data that energy is stated for. */
export interface ActivitySummary {
  /** Part of the weights that are zero, 0 … 1. */
  readonly zeroWeights: number;
  /** Standard deviation of the activations [LSB]. */
  readonly activationDeviation: number;
  /** Paper or measurement that both come from. */
  readonly source: string;
}

/** How near one metric of the model comes to synthesis, on designs that it was not fitted on. */
export interface AccuracyRow {
  readonly metric: string;
  readonly fidelity: Fidelity;
  readonly technology: string;
  /** Mean and worst relative error, e.g. 0.03. */
  readonly mean: number;
  readonly worst: number;
  /** Number of designs measured. */
  readonly designs: number;
}

/** `manifest.json`: what was asked, with what, and how many points came to what. */
export interface SweepManifest {
  readonly schemaVersion: number;
  readonly tool: { readonly name: "tritforge"; readonly version: string };
  /** Name of the space (its `name` field). */
  readonly name: string;
  /** The space file as read, defaults filled in. */
  readonly space: unknown;
  readonly seed: number;
  readonly technology: {
    readonly name: string;
    readonly process: string;
    readonly corner: string;
    readonly voltageV: number;
    readonly temperatureC: number;
    readonly provenance: string;
    readonly licence: string;
    readonly nand2AreaUm2: number;
  };
  /** Of cores. */
  readonly workload?: {
    readonly name: string;
    readonly title: string;
    readonly source: string;
    readonly layers: number;
    readonly macsPerToken: number;
  };
  /** Of update units. */
  readonly training?: TrainingSummary;
  readonly clockMhz: number;
  readonly objectives: readonly Objective[];
  readonly constraints: readonly { readonly metric: string; readonly minimum?: number; readonly maximum?: number }[];
  readonly counts: {
    readonly total: number;
    readonly feasible: number;
    readonly pareto: number;
    /** reason → points */
    readonly infeasible: Readonly<Record<string, number>>;
    /** reason → points */
    readonly failed: Readonly<Record<string, number>>;
  };
  /** What the model's numbers rest on, e.g. `gate counts × asap7 primitives (tech import, Yosys 0.55)`. */
  readonly model: string;
  /** Absent if memory is not modelled. */
  readonly memory?: MemorySummary;
  /** Absent if energy is not modelled. */
  readonly activity?: ActivitySummary;
  /** What was asked (or is preferred), and the designs of the front by what they were priced with. */
  readonly fidelity?: { readonly asked: Fidelity; readonly counts: Readonly<Record<Fidelity, number>> };
  /** The hold-out errors of the model, with the command that measured them. */
  readonly accuracy?: { readonly command: string; readonly rows: readonly AccuracyRow[] };
}

/** A design chosen from the front, with all that is known about it. */
export interface PickedDesign {
  /** Why it was picked: `knee`, `smallest areaUm2`, … */
  readonly label: string;
  readonly record: DesignRecord;
  /** The model's area by module; the rows sum to `record.metrics.areaUm2`. */
  readonly breakdown: readonly BreakdownRow[];
  readonly rtl?: { readonly directory: string; readonly top: string; readonly files: readonly string[] };
  readonly verification?: PickVerification;
  readonly synthesis?: {
    readonly areaUm2: number;
    readonly hierarchy: "keep" | "flatten";
    /** module name → area of one instance, without children [µm²] */
    readonly modules: Readonly<Record<string, number>>;
    readonly tool: string;
    readonly library: string;
    /** Longest path of the mapped netlist [ps]. */
    readonly criticalPathPs?: number;
    /** Energy of one step of the mapped netlist at the activity of the manifest [pJ]. */
    readonly energyPerStepPj?: number;
    /** Of an update unit: energy of a cycle in which it works, or waits for a pulse to end [fJ]. */
    readonly workEnergyFj?: number;
    readonly waitEnergyFj?: number;
    /** What measured delay and energy, e.g. `static timing analysis of the mapped netlist`. */
    readonly reference?: string;
  };
}

/** How a picked design was verified: a core by products and their output beats, an update unit by operations and slots. */
export type PickVerification = { readonly simulator: string; readonly passed: boolean } & (
  { readonly products: number; readonly beats: number } | { readonly operations: number; readonly slots: number }
);

/** The smallest design of each generator at one throughput. */
export interface EqualThroughputRow {
  readonly macsPerCycle: number;
  /** generator → its feasible design of smallest area with exactly this many MACs per cycle */
  readonly best: Readonly<
    Record<
      string,
      { readonly index: number; readonly design: Design; readonly metrics: Metrics; readonly errors?: ExpectedErrors }
    >
  >;
}

/** `pareto.json`: the exact front, the picks, the baselines, and a sample of the rest for drawing. */
export interface ParetoFile {
  readonly schemaVersion: number;
  readonly objectives: readonly Objective[];
  /** All non-dominated feasible designs, in order of `index`. */
  readonly front: readonly DesignRecord[];
  readonly picks: readonly PickedDesign[];
  readonly equalThroughput: readonly EqualThroughputRow[];
  /** Dominated feasible designs, down-sampled by a fixed rule. */
  readonly cloud: { readonly total: number; readonly shown: number; readonly records: readonly DesignRecord[] };
}
