import type { ChunkResult, ChunkTask } from "./chunk.ts";
import { loadContext, type SweepContext, type SweepJob } from "./context.ts";
import { runTask } from "./run-task.ts";
import { Tally } from "./tally.ts";

/** What all threads of a sweep share. */
export interface ExploreJob {
  readonly sweep: SweepJob;
  /** Of a Tally. */
  readonly tally: SharedArrayBuffer;
}

/** What a worker thread runs for each chunk; the job comes with the thread. */
export default function exploreWorker({ sweep, tally }: ExploreJob): (task: ChunkTask) => Promise<ChunkResult> {
  const heard = new Tally(tally);
  let context: Promise<SweepContext> | undefined;
  return async (task) => {
    context ??= loadContext(sweep);
    return runTask(await context, task, heard);
  };
}
