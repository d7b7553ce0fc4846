import { workerData } from "node:worker_threads";

import { InputError, type Fault } from "../core/errors.ts";
import { exploreChunk, type ChunkResult, type ChunkTask } from "./chunk.ts";
import { loadContext, type SweepContext, type SweepJob } from "./context.ts";

/** What a worker answers: an InputError is sent as its faults, since classes do not survive the way between threads. */
export type WorkerAnswer = { readonly result: ChunkResult } | { readonly faults: readonly Fault[] };

const job: SweepJob = workerData;
let context: Promise<SweepContext> | undefined;

/** What a worker thread runs for each chunk; the job came with the thread. `worker.mjs` loads this file. */
export default async function runChunk(task: ChunkTask): Promise<WorkerAnswer> {
  context ??= loadContext(job);
  try {
    return { result: exploreChunk(await context, task) };
  } catch (error) {
    if (error instanceof InputError) return { faults: error.faults };
    throw error;
  }
}
