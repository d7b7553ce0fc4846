import { workerData } from "node:worker_threads";

import { exploreChunk, type ChunkResult, type ChunkTask } from "./chunk.ts";
import { loadContext, type SweepContext, type SweepJob } from "./context.ts";

const job: SweepJob = workerData;
let context: Promise<SweepContext> | undefined;

/** What a worker thread runs for each chunk; the job came with the thread. `worker.mjs` loads this file. */
export default async function runChunk(task: ChunkTask): Promise<ChunkResult> {
  context ??= loadContext(job);
  return exploreChunk(await context, task);
}
