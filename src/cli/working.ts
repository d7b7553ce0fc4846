import { writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { printable } from "../core/printable.ts";

/** What a command says on stderr while it works on something that has no bar of its own. */

/** When and how it is said. */
export interface Saying {
  /** Work that takes less says nothing [ms]. */
  readonly firstMs: number;
  /** Then it is said again every so often [ms]. */
  readonly everyMs: number;
  /** A terminal has one line that changes; a log file has lines. */
  readonly isTerminal: boolean;
}

/** After a second; on a terminal five times a second, in a log file every ten seconds. */
function usual(): Saying {
  const isTerminal = process.stderr.isTTY;
  return { firstMs: 1000, everyMs: isTerminal ? 200 : 10_000, isTerminal };
}

/** Longest text [bytes]. */
const LONGEST = 400;

/** Indices into the shared words; the same as in working-thread.mjs. */
const [ENDED, BUSY, LENGTH, SHOWN] = [0, 1, 2, 3] as const;

/**
 * Does `work` and says meanwhile what is done and for how long: `simulating 64 products in icarus, 12 s`. A thread says it, so
 * that it is said while this one computes; nothing is said on stdout, and nothing after `work` has ended.
 * @param work is handed a function that changes what is said, for work in stages
 */
export async function working<T>(
  text: string,
  work: (say: (text: string) => void) => T | Promise<T>,
  saying: Saying = usual(),
): Promise<T> {
  const said = new Said(saying);
  said.say(text);
  try {
    return await work((next) => said.say(next));
  } finally {
    said.end();
  }
}

class Said {
  readonly #words = new Int32Array(new SharedArrayBuffer(16));
  readonly #bytes = new Uint8Array(new SharedArrayBuffer(LONGEST));
  readonly #isTerminal: boolean;

  constructor(saying: Saying) {
    this.#isTerminal = saying.isTerminal;
    const workerData = { words: this.#words, bytes: this.#bytes, ...saying };
    const thread = new Worker(new URL("./working-thread.mjs", import.meta.url), { workerData, execArgv: [] });
    thread.on("error", () => undefined); // without it, the work is done all the same
    thread.unref();
  }

  say(text: string): void {
    const room = process.stderr.isTTY ? process.stderr.columns - ", 99999 s".length : LONGEST;
    const encoded = new TextEncoder().encode(printable(text).slice(0, Math.max(1, room))).slice(0, LONGEST);
    this.#alone(() => {
      this.#bytes.set(encoded);
      Atomics.store(this.#words, LENGTH, encoded.length);
    });
  }

  /** Nothing is said from here on; a terminal's line is taken away. */
  end(): void {
    this.#alone(() => {
      Atomics.store(this.#words, ENDED, 1);
      if (this.#isTerminal && Atomics.load(this.#words, SHOWN) === 1) writeSync(2, "\r\u001B[K");
    });
    Atomics.notify(this.#words, ENDED);
  }

  /** Does something while the thread does not write. */
  #alone(change: () => void): void {
    while (Atomics.compareExchange(this.#words, BUSY, 0, 1) !== 0) Atomics.wait(this.#words, BUSY, 1);
    change();
    Atomics.store(this.#words, BUSY, 0);
    Atomics.notify(this.#words, BUSY);
  }
}
