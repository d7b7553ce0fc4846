import { createEvaluator } from "../../models/evaluate/evaluate.ts";
import type { Evaluator } from "../../models/evaluate/evaluation.ts";
import { pointsOf, type Part, type Points } from "../config/points.ts";
import type { Space } from "../config/space.ts";
import { SweepMetrics } from "../formula/sweep-metrics.ts";
import { clockGroups } from "./clock-groups.ts";
import { KnownCosts, ParetoFront } from "./pareto.ts";
import { groupFinder, groupsWithRows, type FindGroup, type PartGroup } from "./part-groups.ts";
import { RowTables } from "./row-tables.ts";
import type { PartRows } from "./rows.ts";
import { settingOptions, type SettingsJob } from "./setting-options.ts";
import { loadModules, type SweepModules } from "./sweep-modules.ts";

/** Everything a worker needs, as data that can be sent to it. */
export interface SweepJob extends SettingsJob {
  readonly modules: SweepModules;
}

/** A job made ready to run in this thread. */
export interface SweepContext extends ExploreContext {
  /** Parts that a bounded search takes together. */
  readonly clockGroups: readonly PartGroup[];
  readonly clockGroupOf: FindGroup;
  /** Parts that share their rows, where all designs are judged. */
  readonly rowGroups: readonly PartGroup[];
  /** Drops tables that have become too large; between chunks. */
  readonly trim: () => void;
  /** Of a bounded search: all points of the front that this thread heard of. */
  readonly known: KnownCosts;
}

/** As far as all designs are judged. */
export interface ExploreContext {
  readonly space: Space;
  readonly points: Points;
  /** Which columns rows have. */
  readonly metrics: SweepMetrics;
  /** One for each setting: that of a part is `evaluators[part.setting]`. */
  readonly evaluators: readonly Evaluator[];
  /** The rows that the designs of a part of the space are worked out in; undefined: one by one. */
  readonly rowsOf: (part: Part) => PartRows | undefined;
  /** Parts that share their rows. */
  readonly rowGroupOf: FindGroup;
  /** The front of all chunks that ran in this thread. */
  readonly front: ParetoFront;
}

/** Loads the code of a job and prepares it. Throws InputError when the space is too large or nothing has a price. */
export async function loadContext(job: SweepJob): Promise<SweepContext> {
  const code = await loadModules(job.modules);
  const { space } = job;
  const metrics = new SweepMetrics(space.metrics);
  const options = settingOptions(job, metrics, code);
  const points = pointsOf(space, code.generators);
  const [ofClocks, ofRows] = [clockGroups(points, space), groupsWithRows(points, options)];
  const tables = new RowTables(options);
  return {
    space,
    points,
    clockGroups: ofClocks,
    clockGroupOf: groupFinder(ofClocks),
    rowGroups: ofRows,
    rowGroupOf: groupFinder(ofRows),
    known: new KnownCosts(space.objectives.length),
    metrics,
    evaluators: options.map(createEvaluator),
    rowsOf: (part) => tables.rowsOf(part),
    trim: () => tables.trim(),
    front: new ParetoFront(space.objectives, metrics),
  };
}
