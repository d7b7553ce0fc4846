import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { SynthesisResult } from "../../src/core/synthesis.ts";
import type { SynthesisTask } from "./synthesis-task.ts";

export type SynthesisPool = Piscina<SynthesisTask, SynthesisResult>;

/** Two threads, each with a Yosys of its own: what the area benchmark (test/bench/area.ts) synthesises on. */
export function startSynthesisPool(): SynthesisPool {
  return new Piscina({
    filename: fileURLToPath(new URL("./synthesis-worker.mjs", import.meta.url)),
    execArgv: [],
    minThreads: 1,
    maxThreads: 2,
    concurrentTasksPerWorker: 1,
  });
}
