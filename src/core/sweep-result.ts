import type { BreakdownRow, Design, DesignRecord, Metrics, Objective } from "./result.ts";

/**
 * The files of one sweep, as types. They hold no wall-clock time and no worker count, so that the same space and seed
 * give the same bytes everywhere.
 */

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
  readonly workload: {
    readonly name: string;
    readonly title: string;
    readonly source: string;
    readonly layers: number;
    readonly macsPerToken: number;
  };
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
}

/** A design chosen from the front, with all that is known about it. */
export interface PickedDesign {
  /** Why it was picked: `knee`, `smallest areaUm2`, … */
  readonly label: string;
  readonly record: DesignRecord;
  /** The model's area by module; the rows sum to `record.metrics.areaUm2`. */
  readonly breakdown: readonly BreakdownRow[];
  readonly rtl?: { readonly directory: string; readonly top: string; readonly files: readonly string[] };
  readonly verification?: {
    readonly simulator: string;
    readonly products: number;
    readonly beats: number;
    readonly passed: boolean;
  };
  readonly synthesis?: {
    readonly areaUm2: number;
    readonly hierarchy: "keep" | "flatten";
    /** module name → area of one instance, without children [µm²] */
    readonly modules: Readonly<Record<string, number>>;
    readonly tool: string;
    readonly library: string;
  };
}

/** The smallest design of each generator at one throughput. */
export interface EqualThroughputRow {
  readonly macsPerCycle: number;
  /** generator → its feasible design of smallest area with exactly this many MACs per cycle */
  readonly best: Readonly<
    Record<string, { readonly index: number; readonly design: Design; readonly metrics: Metrics }>
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
