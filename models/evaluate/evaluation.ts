import type { CoreGenerator, Generator } from "../../generators/contract/index.ts";
import type { Workload } from "../workload/workload.ts";
import type { UpdateTerms } from "../update/update-terms.ts";
import type { UnitCost } from "../cost/unit-cost.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import type { SystemModel } from "../memory/system.ts";
import type { ErrorTerms } from "../precision/error-terms.ts";
import type { CostModel } from "../cost/cost-model.ts";
import type { BreakdownRow, Design, ExpectedErrors, Fidelity, Metrics } from "../../src/core/result.ts";
import type { Accuracy } from "../cost/accuracy-schema.ts";
import type { DesignTerms } from "./design-terms.ts";

/** What the estimate of a design rests on. */
export interface EvaluatorOptions {
  readonly generators: readonly Generator[];
  readonly nand2AreaUm2: number;
  /** Sources of module costs, the preferred one first; a design takes the first that knows all its modules. */
  readonly models: readonly CostModel[];
  /** Why a design that no source knows cannot be estimated. */
  readonly whyUnknown?: string;
  readonly accuracy: Accuracy;
  /** Without it, the metrics per token are absent. */
  readonly workload?: Workload;
  /** Without it, the metrics of memory are absent. */
  readonly memory?: Pick<SystemModel, "share">;
  /** Without it, the metrics of the arithmetic's error are absent: they take tens of milliseconds for each arithmetic. */
  readonly precision?: ErrorTerms;
  /** Without it, the metrics of updates (accuracy, energy, latency) are absent. */
  readonly updates?: UpdateTerms;
  /** Costs of circuits of update units that are known already, by `circuitKey`. */
  readonly unitCosts?: readonly (readonly [string, UnitCost])[];
  readonly clockMhz: number;
}

/** The estimate of one design. */
export interface Evaluation {
  readonly metrics: Metrics;
  readonly fidelity: Fidelity;
  readonly errors: ExpectedErrors;
  /** Rows sum to `metrics.areaUm2` and `metrics.energyPerStepPj`; largest area first. */
  readonly breakdown: readonly BreakdownRow[];
  /** Why the design cannot be used as asked; the metrics per token may then be absent. */
  readonly unfit?: string;
}

export interface Evaluator {
  /** The full estimate of a design whose parameters are legal and complete. Throws when a number comes out impossible. */
  evaluate(design: Design): Evaluation;
  /**
   * The same numbers for a sweep: fills `row` (METRIC_COUNT numbers, order of METRICS, NaN = absent, as are any behind them) and answers why the
   * design cannot be used, or undefined. Same errors as `evaluate`.
   */
  evaluateMetrics(generator: Generator, values: ParameterValues, row: Float64Array): string | undefined;
  /** Why a metric of a design is absent, in words; undefined where nothing is known about it. */
  whyAbsent(generator: Generator, values: ParameterValues): string | undefined;
  /** The metrics per token of each workload of a design that serves several, by their names; undefined if it serves one. */
  metricsOfEach(generator: Generator, values: ParameterValues): Readonly<Record<string, Metrics>> | undefined;
  /** The numbers of a core from which its metrics follow; undefined if no source knows it. */
  termsOf(generator: CoreGenerator, values: ParameterValues): Readonly<DesignTerms> | undefined;
  /** What the numbers of a design rest on, and how far they may be off; undefined if no source knows it. */
  provenance(generator: Generator, values: ParameterValues): Provenance | undefined;
}

export interface Provenance {
  readonly fidelity: Fidelity;
  readonly errors: ExpectedErrors;
}
