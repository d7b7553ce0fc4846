import { describe, expect, it } from "vitest";
import { ToolError } from "../../src/core/errors.ts";
import { WorkerPool } from "../../src/run/worker-pool.ts";
import type { DyingTask } from "../faults/dying-worker.ts";
import { workerFillsMemory } from "../faults/workers.ts";

const module = new URL("../faults/dying-worker.ts", import.meta.url);
const SECONDS = 1000;

/** Runs tasks one after the other in a pool of `threads`; what each came to. */
async function outcomes(threads: number, tasks: readonly DyingTask[]): Promise<readonly unknown[]> {
  const pool = new WorkerPool<undefined, DyingTask, number>({ module, job: undefined, threads });
  try {
    const results: unknown[] = [];
    for (const task of tasks) results.push(await pool.run(task).catch((error: unknown) => error));
    return results;
  } finally {
    await pool.close();
  }
}

describe("WorkerPool.run(task)", () => {
  it(
    "answers; throws ToolError when its thread ends, and a bug as it is",
    async () => {
      const [answer, ended, bug] = await outcomes(2, [
        { kind: "answer", value: 21 },
        { kind: "exit", value: 0 },
        { kind: "throw", value: 0 },
      ]);
      expect(answer).toBe(42);
      expect(ended).toEqual(new ToolError("worker: got its end (worker exited with code: 7), expected an answer", ""));
      expect(bug).toMatchObject({ name: "TypeError", message: "a bug" });
    },
    30 * SECONDS,
  );

  it(
    "throws ToolError when its thread runs out of memory",
    async () => {
      expect((await workerFillsMemory()).faults).toEqual([]);
    },
    120 * SECONDS,
  );

  it(
    "throws for a module that cannot be loaded, and waits for nobody",
    async () => {
      const missing = new URL("../faults/no-such-worker.ts", import.meta.url);
      const pool = new WorkerPool<undefined, number, number>({ module: missing, job: undefined, threads: 2 });
      const answers = await Promise.allSettled([1, 2, 3].map((task) => pool.run(task)));
      await pool.close();
      expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    },
    30 * SECONDS,
  );
});
