import { rmSync } from "node:fs";
import { runSweepToFolder } from "../../src/explore/sweep-files.ts";
import { ToolError } from "../../src/core/errors.ts";
import { WorkerPool } from "../../src/run/worker-pool.ts";
import { OPTIONS, spaceOf } from "../explore/fake-sweep.ts";
import type { DyingTask } from "./dying-worker.ts";
import type { Finding } from "./finding.ts";
import { treeOf } from "./tree.ts";

const WORKER = new URL("./dying-worker.ts", import.meta.url);

/** Enough points for two chunks, so that worker threads explore them. */
const SPACE = spaceOf([
  { generator: "plain", parameters: { tileInputs: { from: 1, to: 100 }, inputs: { from: 100, to: 199 } } },
]);

/** A sweep whose worker thread ends in the middle of a chunk, of those in order or of its share: one line, and no folder. One worker,
 * as each chunk that waits takes a thread along: what is waited for decides, not how many wait. */
export async function workerDies(directory: string): Promise<Finding> {
  const generators = new URL("./dying-generators.ts", import.meta.url).href;
  const modules = { generators, costs: generators };
  const faults: string[] = [];
  for (const writesPoints of [true, false]) {
    const sweep = runSweepToFolder(SPACE, { ...OPTIONS, modules, directory, workers: 1, writesPoints });
    faults.push(...isOneLine(await reasonOf(sweep), /^worker: got its end/));
    if (treeOf(directory) !== undefined) faults.push("leaves the folder");
    rmSync(directory, { recursive: true, force: true });
  }
  return { state: "one line, no result", faults };
}

/** A worker thread that takes all memory: one line. */
export async function workerFillsMemory(): Promise<Finding> {
  const pool = new WorkerPool<undefined, DyingTask, number>({
    module: WORKER,
    job: undefined,
    threads: 1,
    limits: { maxOldGenerationSizeMb: 64 },
  });
  try {
    const reason = await reasonOf(pool.run({ kind: "memory", value: 0 }));
    return { state: "one line", faults: isOneLine(reason, /^worker: got out of memory/) };
  } finally {
    await pool.close();
  }
}

async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    return error;
  }
}

function isOneLine(reason: unknown, pattern: RegExp): string[] {
  const isRight = reason instanceof ToolError && pattern.test(reason.message) && !reason.message.includes("\n");
  return isRight ? [] : [`ends with ${String(reason)}`];
}
