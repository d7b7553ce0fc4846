// The thread that says what a command is doing, see working.ts: it goes on while the command's own thread computes. Plain
// JavaScript, so that it starts in a few milliseconds. What it says is in shared memory, since it never reads messages.
import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

const { words, bytes, firstMs, everyMs, isTerminal } = workerData;
const began = performance.now();

/** Indices into `words`; the same as in working.ts. */
const [ENDED, BUSY, LENGTH, SHOWN] = [0, 1, 2, 3];

const lock = () => {
  while (Atomics.compareExchange(words, BUSY, 0, 1) !== 0) Atomics.wait(words, BUSY, 1);
};
const unlock = () => {
  Atomics.store(words, BUSY, 0);
  Atomics.notify(words, BUSY);
};

for (let pauseMs = firstMs; Atomics.wait(words, ENDED, 0, pauseMs) === "timed-out"; pauseMs = everyMs) {
  lock();
  if (Atomics.load(words, ENDED) === 0) {
    const text = new TextDecoder().decode(bytes.slice(0, Atomics.load(words, LENGTH)));
    const line = `${text}, ${Math.floor((performance.now() - began) / 1000)} s`;
    try {
      writeSync(2, isTerminal ? `\r\u001B[K${line}` : `${line}\n`);
      Atomics.store(words, SHOWN, 1);
    } catch {
      // a closed pipe: nobody listens
    }
  }
  unlock();
}
