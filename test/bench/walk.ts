import { exploreChunk, pointsIn } from "../../src/explore/chunk.ts";
import { chunksOf } from "../../src/explore/chunks.ts";
import type { SweepContext } from "../../src/explore/context.ts";
import { chunkTask } from "../../src/explore/explore.ts";
import { ParetoFront } from "../../src/explore/pareto.ts";
import { Tally } from "../../src/explore/tally.ts";

/** What one thread did in a walk over a space. */
export interface Walk {
  readonly designs: number;
  readonly feasible: number;
  readonly front: ParetoFront;
  readonly seconds: number;
}

/** Dominated designs that a sweep keeps as a sample. */
const SAMPLE = 2000;

/**
 * Judges ranges of a space in this thread, with a front that begins empty.
 * @param hasSample whether a sample of dominated designs is kept, as a sweep does
 */
export async function walkOf(
  context: SweepContext,
  hasSample: boolean,
  ranges: Iterable<readonly [number, number]> = chunksOf(context).ranges(),
): Promise<Walk> {
  const front = new ParetoFront(context.space.objectives, context.metrics);
  const own = { ...context, front };
  const begin = performance.now();
  let [designs, feasible] = [0, 0];
  let cloudLimit = hasSample ? Infinity : 0;
  for (const range of ranges) {
    const task = chunkTask(own, range, cloudLimit);
    const result = await exploreChunk(own, task, new Tally());
    designs += pointsIn(task);
    feasible += result.feasible;
    // As a sweep does once it has its sample.
    if (hasSample) cloudLimit = (SAMPLE / context.points.count) * 2 ** 32;
  }
  return { designs, feasible, front, seconds: (performance.now() - begin) / 1000 };
}

/** The fastest of some walks, one after the other. */
export async function fastest(rounds: number, walk: () => Promise<Walk>): Promise<Walk> {
  let best = await walk();
  for (let round = 1; round < rounds; round++) {
    const next = await walk();
    if (next.seconds < best.seconds) best = next;
  }
  return best;
}
