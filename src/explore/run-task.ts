import { exploreChunk, type ChunkResult, type ChunkTask } from "./chunk.ts";
import type { SweepContext } from "./context.ts";
import { searchChunk, type SearchTask } from "./search-chunk.ts";
import type { Tally } from "./tally.ts";

/** Judges the designs of a chunk, all of them or, given a front, those that could be on it. */
export async function runTask(context: SweepContext, task: ChunkTask | SearchTask, tally: Tally): Promise<ChunkResult> {
  const result = await ("known" in task ? searchChunk(context, task, tally) : exploreChunk(context, task, tally));
  context.trim();
  return result;
}
