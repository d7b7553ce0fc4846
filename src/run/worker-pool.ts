import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { ToolError } from "../core/errors.ts";
import { begin } from "./interrupt.ts";
import { removeTemporaryFolders } from "./temporary-folder.ts";
import { answerOf, type WorkerAnswer } from "./worker-answer.ts";

/** What a pool runs, and with how much. */
export interface WorkerPoolOptions<Job> {
  /**
   * URL of the module that the workers load: its default export takes the job, once a thread, and gives the function from a
   * task to its answer.
   */
  readonly module: URL;
  /** What all tasks share, as data. */
  readonly job: Job;
  /** Whether the job names modules that may be in no bundle, e.g. fakes of a test. Default: no. */
  readonly readsSources?: boolean;
  /** Threads, 1 or more; all of them start at once. */
  readonly threads: number;
  /** Memory of each thread [MB], for objects that live shortly and for all others; default: Node's. */
  readonly limits?: { readonly maxYoungGenerationSizeMb?: number; readonly maxOldGenerationSizeMb?: number };
}

/**
 * The one pool of worker threads. Nothing is inherited from how this process was started (tsx, vitest). A thread that ends or
 * runs out of memory ends its task with a ToolError; nothing is tried again, because it would end the same way. A signal
 * ends the process without waiting for the threads.
 */
export class WorkerPool<Job, Task, Answer> {
  readonly #pool: Piscina<Task, WorkerAnswer<Answer>>;
  /** Rejects of the tasks under way. */
  readonly #waiting = new Set<(error: unknown) => void>();
  readonly #end: () => void;
  #broken: unknown;

  constructor({ module, job, readsSources = false, threads, limits }: WorkerPoolOptions<Job>) {
    this.#pool = new Piscina({
      filename: fileURLToPath(new URL("./worker.mjs", import.meta.url)),
      execArgv: [],
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: 1,
      ...(limits === undefined ? {} : { resourceLimits: limits }),
      workerData: { bundle: globalThis.tritforgeBundle, readsSources, module: module.href, job },
    });
    // A thread that ends between tasks: whoever waits for a thread would wait for ever.
    this.#pool.on("error", (error: unknown) => {
      this.#broken = workerError(error);
      for (const reject of this.#waiting) reject(this.#broken);
    });
    this.#end = begin({ undo: removeTemporaryFolders });
  }

  /** @throws {InputError | CheckError | ToolError} of the task, or ToolError if its thread ended */
  async run(task: Task): Promise<Answer> {
    if (this.#broken !== undefined) throw this.#broken;
    const answer = await new Promise<WorkerAnswer<Answer>>((resolve, reject) => {
      this.#waiting.add(reject);
      this.#pool
        .run(task)
        .then(resolve, (error: unknown) => reject(workerError(error)))
        .finally(() => this.#waiting.delete(reject));
    });
    return answerOf(answer);
  }

  /** Ends the threads, whatever they do. */
  async close(): Promise<void> {
    await this.#pool.destroy();
    this.#end();
  }
}

/** What ended a thread, in one line; an error that a task threw is our bug and stays as it is. */
function workerError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { message } = error;
  if ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
    return new ToolError("worker: got out of memory, expected an answer (fewer --workers leave each more)", "");
  return message.startsWith("worker exited with code")
    ? new ToolError(`worker: got its end (${message}), expected an answer`, "")
    : error;
}
