import type { EstimateContext } from "../../models/evaluate/estimate-context.ts";
import { createEvaluator } from "../../models/evaluate/evaluate.ts";
import type { Evaluator, EvaluatorOptions } from "../../models/evaluate/evaluation.ts";
import { NOT_CHARACTERISED } from "../../models/cost/sources.ts";
import { SystemModel } from "../../models/memory/system.ts";
import { createErrorTerms } from "../../models/precision/error-terms.ts";
import { knownUpdateTerms, type KnownUpdates } from "../../models/update/known-updates.ts";
import { prepareWorkload } from "../../models/workload/mapping.ts";
import { ERROR_METRICS } from "../core/error-metrics.ts";
import { namesOf } from "../core/metrics.ts";
import { SharedTexts } from "../core/shared-texts.ts";
import type { Space } from "../config/space.ts";
import { SweepMetrics } from "../formula/sweep-metrics.ts";
import { ParetoFront } from "./pareto.ts";
import { pointsOf, type Part, type Points } from "../config/points.ts";
import { hasRows, PartRows } from "./rows.ts";
import { loadModules, type SweepModules } from "./sweep-modules.ts";

/** Everything a worker needs, as data that can be sent to it. */
export interface SweepJob {
  readonly space: Space;
  readonly context: EstimateContext;
  /** Of update units: what was found before exploring. */
  readonly updates?: KnownUpdates;
  readonly modules: SweepModules;
  /** Memory of a SharedTexts: prices and timing that are known, to which all threads add. */
  readonly known?: SharedArrayBuffer;
}

/** A job made ready to run in this thread. */
export interface SweepContext {
  readonly space: Space;
  readonly points: Points;
  /** Which columns rows have. */
  readonly metrics: SweepMetrics;
  readonly evaluator: Evaluator;
  /** The rows that the designs of a part of the space are worked out in; undefined: one by one. */
  readonly rowsOf: (part: Part) => PartRows | undefined;
  /** The front of all chunks that ran in this thread. */
  readonly front: ParetoFront;
}

/** Loads the code of a job and prepares it. Throws InputError when the space is too large or nothing has a price. */
export async function loadContext(job: SweepJob): Promise<SweepContext> {
  const { generators, costModels } = await loadModules(job.modules);
  const { space, updates, known } = job;
  const { technology, workload, memory, accuracy, statistics } = job.context;
  const { clockMhz } = space;
  const metrics = new SweepMetrics(space.metrics);
  const asked = asksFor(space).flatMap((metric) => metrics.restsOn(metric));
  const errors = namesOf(ERROR_METRICS).filter((metric) => asked.includes(metric));
  const shown = metrics.ofFormulas.some((metric) => Object.hasOwn(ERROR_METRICS, metric));
  const options: EvaluatorOptions = {
    generators,
    nand2AreaUm2: technology.nand2AreaUm2,
    models: costModels(job.context, known === undefined ? undefined : new SharedTexts(known)),
    whyUnknown: NOT_CHARACTERISED,
    accuracy,
    clockMhz,
    ...(workload === undefined ? {} : { workload }),
    ...(memory === undefined || workload === undefined
      ? {}
      : { memory: new SystemModel(memory, prepareWorkload(workload), clockMhz) }),
    ...(updates === undefined ? {} : knownUpdateTerms(updates)),
    ...(errors.length === 0 && !shown ? {} : { precision: createErrorTerms(statistics, errors) }),
  };
  return {
    space,
    points: pointsOf(space, generators),
    metrics,
    evaluator: createEvaluator(options),
    rowsOf: rowsOnce(options),
    front: new ParetoFront(space.objectives, metrics),
  };
}

/** Makes the rows of a part when they are first asked for. */
function rowsOnce(options: EvaluatorOptions): SweepContext["rowsOf"] {
  const made = new Map<Part, PartRows | undefined>();
  return (part) => {
    if (!made.has(part))
      made.set(part, hasRows(part, options) ? new PartRows(part, part.generator, options) : undefined);
    return made.get(part);
  };
}

/** Metrics that a design of the space must have to be of use. */
function asksFor({ objectives, constraints, pick }: Space): readonly string[] {
  const picked = pick.flatMap((label) => label.split(" ").slice(1));
  return [...[...objectives, ...constraints].map(({ metric }) => metric), ...picked];
}
