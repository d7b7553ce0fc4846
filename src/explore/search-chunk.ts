import { BoxJudge } from "./box-judge.ts";
import { BoxSearch, type AtClock } from "./box-search.ts";
import { judgeEach, type ChunkResult, type ChunkTask } from "./chunk.ts";
import { Collector } from "./collector.ts";
import type { SweepContext } from "./context.ts";
import { seriesOf } from "./equal-throughput.ts";
import { ParetoFront, type FrontCosts } from "./pareto.ts";
import type { PartGroup } from "./part-groups.ts";
import { RowJudge } from "./row-judge.ts";
import type { Tally } from "./tally.ts";

/** A box of designs for one worker, at all clocks of a group: `start` … `end` − 1 of its slowest part. */
export interface SearchTask extends ChunkTask {
  /** Points of the front so far. */
  readonly known: FrontCosts;
}

/**
 * Searches a box of designs for those that could be on the front, given a front so far; what it does follows from these alone.
 * Designs of a part that is not worked out in rows are judged one by one. Throws as `exploreChunk`.
 */
export async function searchChunk(context: SweepContext, task: SearchTask, tally: Tally): Promise<ChunkResult> {
  const { space, metrics, points, known } = context;
  known.hear(task.known);
  const front = new ParetoFront(space.objectives, metrics, known);
  const collector = new Collector(context, (index) => seriesOf(points.partAt(index)), {
    cloudLimit: task.cloudLimit,
    front,
  });
  const group = context.clockGroupOf(points.partAt(task.start));
  const [slowest] = group;
  if (context.rowsOf(slowest) !== undefined) searchRows(context, group, task, collector, tally);
  else await judgeEach(context, group, { start: task.start, end: task.end, collector, tally, log: undefined });
  return collector.summary();
}

function searchRows(
  context: SweepContext,
  group: PartGroup,
  { start, end }: SearchTask,
  collector: Collector,
  tally: Tally,
): void {
  const { settings } = context.points;
  const made: AtClock[] = [];
  const atClock = (clock: number): AtClock => (made[clock] ??= makeAtClock(context, group, clock, collector, tally));
  const mhz = group.map((part) => settings[part.setting]!.clockMhz);
  new BoxSearch(mhz, atClock, new BoxJudge(context, group[0], collector)).search(start, end);
}

function makeAtClock(
  context: SweepContext,
  group: PartGroup,
  clock: number,
  collector: Collector,
  tally: Tally,
): AtClock {
  const part = group[clock]!;
  const rows = context.rowsOf(part);
  if (rows === undefined) throw new Error("internal: the part has no rows");
  return { rows, sink: new RowJudge(context, part, collector, tally) };
}
