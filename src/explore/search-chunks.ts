import { chunkSize, chunksIn, planOf, type ChunkPlan, type ChunkRange, type CutPart } from "./chunks.ts";
import type { SweepContext } from "./context.ts";
import type { PartRows } from "./rows.ts";

/** Chunks of a bounded search, at most, unless rows make it more: each is sent the front so far. */
const MOST_CHUNKS = 4096;

/** Lanes in which a bounded search goes through a space; they and the order of its chunks do not depend on the workers. */
export const LANES = 16;

/** Cuts the slowest parts of the groups of a space into boxes: the first digits of each are held. */
export function searchChunksOf({ clockGroups, rowsOf }: Pick<SweepContext, "clockGroups" | "rowsOf">): ChunkPlan {
  const all = clockGroups.map(([part]) => ({ part, sizes: sizesOf(part.size, rowsOf(part)) }));
  const cut = (level: number): CutPart[] =>
    all.map(({ part: { start, size }, sizes }) => ({ start, size, step: sizes[level] ?? sizes.at(-1)! }));
  const levels = Math.max(...all.map(({ sizes }) => sizes.length));
  let level = 0;
  while (level + 1 < levels && cut(level).reduce((sum, part) => sum + chunksIn(part), 0) > MOST_CHUNKS) level++;
  return planOf(cut(level));
}

/** Chunks in the order of a bounded search, each with its lane: the first one of each lane, the second, and so on. */
export function* inLanes(
  plan: Pick<ChunkPlan, "shareOf">,
): Iterable<{ readonly range: ChunkRange; readonly lane: number }> {
  const lanes = Array.from({ length: LANES }, (_, lane) => plan.shareOf(lane, LANES));
  const longest = Math.max(...lanes.map(({ count }) => count));
  for (let place = 0; place < longest; place++)
    for (const [lane, chunks] of lanes.entries()) if (place < chunks.count) yield { range: chunks.at(place), lane };
}

/** Sizes that boxes of a part may have, smallest first: whole rows of all fast digits, times slow digits one after the other. */
function sizesOf(size: number, rows: PartRows | undefined): readonly number[] {
  if (rows === undefined) return [chunkSize(size)];
  const { stride, places, outer } = rows.designs;
  const sizes = [stride * places];
  for (const digit of outer.toReversed())
    if (digit.stride >= stride * places && digit.values.length > 1) sizes.push(digit.stride * digit.values.length);
  return sizes;
}
