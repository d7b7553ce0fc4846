import type { ArrayModel } from "../core/array-model.ts";
import type { TrainingSettings } from "../core/training.ts";
import type { FormulaMetric, FormulaMetrics } from "../core/formula-metric.ts";
import type { Fidelity, Objective } from "../core/result.ts";
import type { Axis } from "./axis.ts";
import type { SettingAxes } from "./settings.ts";

/**
 * A space file: which designs to look at, for which workload, and what makes one better than another.
 *
 * ```json
 * {
 *   "name": "bitnet",
 *   "technology": "asap7",                    // built-in name, or path of a technology JSON
 *   "workload": "bitnet-b1.58-2b-4t",         // built-in name, or path of a workload JSON
 *   "clockMhz": 500,
 *   "seed": 1,                                // optional, default 1
 *   "fidelity": "counts",                     // optional, or "characterised"
 *   "search": "exhaustive",                   // optional, or "bounded"
 *   "blocks": [                               // the space is the union of the blocks, in this order
 *     {
 *       "generator": "ternary-lut",
 *       "parameters": {                       // an omitted parameter takes its default
 *         "activation": "int8",
 *         "groupSize": [2, 3, 4],
 *         "tables": { "from": 1, "to": 64, "factor": 2 },
 *         "fetchers": { "from": 8, "to": 64, "step": 8 },
 *         "outputs": { "times": "fetchers", "factors": [1, 4] },
 *         "tableStorage": { "when": { "groupSize": [2, 3] }, "values": ["register", "combinational"] }
 *       }
 *     },
 *     { "generator": "add-sub" }
 *   ],
 *   "metrics": {                              // optional: metrics of one's own, formulas over metrics
 *     "edp": "energyPerTokenUj * latencyUs",
 *     "density": { "formula": "tops / (areaUm2 / 1e6)", "unit": "TOPS/mm²", "direction": "maximize" }
 *   },
 *   "constraints": [{ "metric": "areaUm2", "maximum": 50000 }],
 *   "objectives": [{ "metric": "areaUm2" }, { "metric": "latencyUs", "direction": "minimize" }],
 *   "equalThroughput": { "baselines": ["add-sub"] },
 *   "pick": ["knee", "smallest areaUm2"]
 * }
 * ```
 *
 * - `technology`, `workload` and `clockMhz` may be lists, and so may `memory` or each of its parts; `clockMhz` may be a range of
 *   whole MHz. Every design is then judged in every combination (see `settingsOf`) and the front is that of all together.
 * - `workload` may be `{"of": ["a", "b"], "combine": "worst" | "mean" | "geometric-mean", "weights": [1, 3]}`: each design serves
 *   them all, and metrics are what they come to together (default: the worst; see models/evaluate/combine.ts). A list of
 *   workloads is a list of settings: each design serves one of them at a time.
 * - `cores` (a number, a list or a range, default one): equal cores that share each token; metrics per token, and with memory,
 *   are of all of them, those of the circuit of one (docs/models.md).
 * - `zeros`: whose zero weights energies are for: `"model"` (default: those of each workload, where they are known, else 42 %),
 *   `"standard"` (42 %), a part from 0 to 1, or the path of a checkpoint, whose layers are then read.
 * - `fidelity`: what prices modules, as `--fidelity` says it (which is taken instead): counts of the netlist, or measured modules
 *   only. Default: measured where all modules of a design are.
 * - `search`: `exhaustive` judges every design, and counts by reason those that are out; `bounded` leaves out whole boxes of designs
 *   none of which can be feasible and on the front, and finds the same front. Default: exhaustive up to 2³⁰ designs
 *   (`searchOf`).
 * - A relative path is taken from the folder of the space file.
 * - `{from, to, step}` is from, from + step, … up to `to`; `step` defaults to 1. `{from, to, factor}` is from,
 *   from·factor, … up to `to`, rounded to whole numbers, each once.
 * - `{times, factors}` is another integer parameter of the same block times each factor. A product out of range is a
 *   failed point with its reason.
 * - `{when, values, otherwise}` takes `values` where every parameter named in `when` has (one of) the values stated
 *   there, and `otherwise` elsewhere; without `otherwise` the default of the parameter.
 * - `metrics`: name → formula over metrics and other formulas: numbers, `+ - * / ^` (or `**`), parentheses, `min`, `max`, `abs`,
 *   `sqrt`, `exp`, `log2`, `log10` (`parseFormula`). An object also states the unit, a label, and the direction in which it is
 *   better (default `minimize`). It is an objective, a constraint, a pick and a column like any other metric, and absent where
 *   one of its metrics is, or where it comes to no finite quantity. Of a design that serves several workloads it is worked out
 *   from what its metrics come to together.
 * - `objectives`: one or more; the direction defaults to the better one of the metric.
 * - `constraints`: a point outside is infeasible, with the constraint as its reason.
 * - `equalThroughput.baselines`: generators (with blocks of their own) that the others are compared with at equal MACs
 *   per cycle.
 * - `ownBest`: of a space whose designs serve several workloads, one of its objectives: what does each of them lose in it on the design
 *   that is best for all, against the design that is best for it alone? Each is searched once more by itself.
 * A space of update units (generator `synapse-update`) has, in place of `workload` and `memory`,
 *
 * ```json
 *   "training": { "layers": [196, 32, 10], "data": "digits", "examples": 2000, "epochs": 3, "learningRate": 0.2, "runs": 200 },
 *   "array": { "wireCapacitanceFfPerUm": 0.2, "cellPitchUm": 0.5 },
 *   "blocks": [{ "generator": "synapse-update", "parameters": { "device": ["epiram", "my-device.json"] } }],
 *   "metrics": { "worth": { "formula": "accuracy / unitsAreaUm2", "direction": "maximize" } }
 * ```
 *
 * every key of which has a default (`USUAL_TRAINING`, `USUAL_ARRAY`); a space holds one kind of design only.
 *
 * - `pick`: designs to take from the front, `knee`, `smallest METRIC` or `largest METRIC`; default `["knee"]`.
 */
export interface Space extends SettingAxes {
  readonly name: string;
  readonly seed: number;
  /** Absent: measured modules where a design has no others. */
  readonly fidelity?: Fidelity;
  /** Absent: exhaustive, unless there are very many designs (`searchOf`). */
  readonly search?: SearchKind;
  readonly blocks: readonly SpaceBlock[];
  readonly metrics?: FormulaMetrics;
  readonly constraints: readonly Constraint[];
  readonly objectives: readonly Objective[];
  readonly equalThroughput?: { readonly baselines: readonly string[] };
  /** An objective: what does each workload lose in it against the design that is best for it alone? */
  readonly ownBest?: string;
  /** Both of update units only, and there always. */
  readonly training?: TrainingSettings;
  readonly array?: ArrayModel;
  readonly pick: readonly string[];
}

/** How a space is searched. */
export const SEARCH_KINDS = ["exhaustive", "bounded"] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** All combinations of the parameters of one generator; after loading, every parameter is stated. */
export interface SpaceBlock {
  readonly generator: string;
  readonly parameters: Readonly<Record<string, Axis>>;
}

/** A bound on a metric, both ends included; at least one of the two is stated. */
export interface Constraint {
  readonly metric: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A metric of one's own as written: the formula alone, or with what is known about it. */
export type StatedFormula = string | (Pick<FormulaMetric, "formula"> & Partial<FormulaMetric>);

/** A space as written, before defaults. */
export interface StatedSpace extends SettingAxes {
  readonly name: string;
  readonly seed?: number;
  readonly fidelity?: Fidelity;
  readonly search?: SearchKind;
  readonly blocks: readonly { readonly generator: string; readonly parameters?: Readonly<Record<string, Axis>> }[];
  readonly metrics?: Readonly<Record<string, StatedFormula>>;
  readonly constraints?: readonly Constraint[];
  readonly objectives: readonly { readonly metric: string; readonly direction?: Objective["direction"] }[];
  readonly equalThroughput?: { readonly baselines: readonly string[] };
  readonly ownBest?: string;
  readonly training?: Partial<TrainingSettings>;
  readonly array?: Partial<ArrayModel>;
  readonly pick?: readonly string[];
}
