import { Worker } from "node:worker_threads";
import type { Judgement } from "./judge.ts";
import type { FuzzQuestion, FuzzReply } from "./messages.ts";

/** What a case may take. */
export interface FuzzLimits {
  /** [s], of wall-clock time */
  readonly seconds: number;
  /** Of the JavaScript heap [MB]. */
  readonly megabytes: number;
}

/** Seconds more for the first case of a kind, before which its seeds are run. */
const START_SECONDS = 60;

/** A thread that answers questions within limits; one that breaks them is ended, and another takes its place. */
export class WatchedWorker {
  readonly #limits: FuzzLimits;
  readonly #warm = new Set<string>();
  #worker: Worker | undefined;

  constructor(limits: FuzzLimits) {
    this.#limits = limits;
  }

  async judge(question: FuzzQuestion): Promise<Judgement> {
    const worker = (this.#worker ??= await this.#start());
    const seconds = this.#limits.seconds + (this.#warm.has(question.kind) ? 0 : START_SECONDS);
    const judgement = await answerOf(worker, question, seconds);
    if (judgement.verdict === "too slow" || judgement.verdict === "out of memory" || judgement.why.startsWith(DIED))
      await this.close();
    else this.#warm.add(question.kind);
    return judgement;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
    this.#warm.clear();
  }

  #start(): Promise<Worker> {
    const worker = new Worker(new URL("./worker.mjs", import.meta.url), {
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.megabytes },
    });
    return new Promise((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", () => {
        worker.removeAllListeners("error");
        resolve(worker);
      });
    });
  }
}

const DIED = "the thread died: ";

function answerOf(worker: Worker, question: FuzzQuestion, seconds: number): Promise<Judgement> {
  return new Promise((resolve) => {
    const end = (judgement: Judgement): void => {
      clearTimeout(timer);
      worker.removeAllListeners("message");
      worker.removeAllListeners("error");
      resolve(judgement);
    };
    const timer = setTimeout(() => end({ verdict: "too slow", why: `no answer after ${seconds} s` }), 1000 * seconds);
    worker.once("message", (reply: FuzzReply) => {
      if (reply.kind === "judged") end(reply.judgement);
    });
    worker.once("error", (error: Error & { readonly code?: string }) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") end({ verdict: "out of memory", why: error.message });
      else end({ verdict: "stack trace", why: DIED + (error.stack ?? error.message) });
    });
    worker.postMessage(question);
  });
}
