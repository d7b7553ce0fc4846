import { createEvaluator } from "../../models/evaluate/evaluate.ts";
import type { Evaluator, EvaluatorOptions } from "../../models/evaluate/evaluation.ts";
import { pointsOf, type Part, type Points } from "../config/points.ts";
import type { Space } from "../config/space.ts";
import { SweepMetrics } from "../formula/sweep-metrics.ts";
import { ParetoFront } from "./pareto.ts";
import { hasRows, PartRows } from "./rows.ts";
import { settingOptions, type SettingsJob } from "./setting-options.ts";
import { loadModules, type SweepModules } from "./sweep-modules.ts";

/** Everything a worker needs, as data that can be sent to it. */
export interface SweepJob extends SettingsJob {
  readonly modules: SweepModules;
}

/** A job made ready to run in this thread. */
export interface SweepContext {
  readonly space: Space;
  readonly points: Points;
  /** Which columns rows have. */
  readonly metrics: SweepMetrics;
  /** One for each setting: that of a part is `evaluators[part.setting]`. */
  readonly evaluators: readonly Evaluator[];
  /** The rows that the designs of a part of the space are worked out in; undefined: one by one. */
  readonly rowsOf: (part: Part) => PartRows | undefined;
  /** The front of all chunks that ran in this thread. */
  readonly front: ParetoFront;
}

/** Loads the code of a job and prepares it. Throws InputError when the space is too large or nothing has a price. */
export async function loadContext(job: SweepJob): Promise<SweepContext> {
  const code = await loadModules(job.modules);
  const { space } = job;
  const metrics = new SweepMetrics(space.metrics);
  const options = settingOptions(job, metrics, code);
  return {
    space,
    points: pointsOf(space, code.generators),
    metrics,
    evaluators: options.map(createEvaluator),
    rowsOf: rowsOnce(options),
    front: new ParetoFront(space.objectives, metrics),
  };
}

/** Makes the rows of a part when they are first asked for; those of one setting are kept at a time, as they hold large tables. */
function rowsOnce(options: readonly EvaluatorOptions[]): SweepContext["rowsOf"] {
  const made = new Map<Part, PartRows | undefined>();
  let setting = 0;
  return (part) => {
    if (part.setting !== setting) made.clear();
    setting = part.setting;
    if (!made.has(part)) made.set(part, makeRows(part, options[setting]));
    return made.get(part);
  };
}

function makeRows(part: Part, options: EvaluatorOptions | undefined): PartRows | undefined {
  return options !== undefined && hasRows(part, options) ? new PartRows(part, part.generator, options) : undefined;
}
