import { exploreChunk, type ChunkResult, type ChunkTask } from "./chunk.ts";
import { loadContext, type SweepContext, type SweepJob } from "./context.ts";

/** What a worker thread runs for each chunk; the job comes with the thread. */
export default function exploreWorker(job: SweepJob): (task: ChunkTask) => Promise<ChunkResult> {
  let context: Promise<SweepContext> | undefined;
  return async (task) => {
    context ??= loadContext(job);
    return exploreChunk(await context, task);
  };
}
