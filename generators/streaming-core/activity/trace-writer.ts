import { SpareWords } from "../../../src/core/spare-words.ts";
import type { ModuleTrace } from "../../contract/index.ts";

/** Streams side by side in a trace: bits of a word. */
export const STREAMS = 32;

/** Words of ports of traces that nobody reads any more. */
const spare = new SpareWords();

function release({ inputs }: Pick<ModuleTrace, "inputs">): void {
  for (const words of Object.values(inputs)) spare.give(words);
}

/** The values of one port, step by step. */
export class TracePort {
  readonly #width: number;
  readonly words: Int32Array;

  constructor(width: number, steps: number) {
    this.#width = width;
    this.words = spare.take(steps * width);
  }

  /** Puts the low `bits` bits of `value` (two's complement, |value| at most 2^48) at `offset`, in one stream. */
  put(step: number, offset: number, bits: number, value: number, stream: number): void {
    const { words } = this;
    const at = step * this.#width + offset;
    const low = value | 0;
    for (let bit = 0; bit < bits && bit < 31; bit++)
      words[at + bit] = words[at + bit]! | (((low >> bit) & 1) << stream);
    for (let bit = 31; bit < bits; bit++) {
      if (Math.floor(value / 2 ** bit) % 2 !== 0) words[at + bit] = words[at + bit]! | (1 << stream);
    }
  }

  /** As `put`, a value in each stream: faster than one by one. */
  putAll(step: number, offset: number, bits: number, values: Int32Array | Float64Array): void {
    const at = step * this.#width + offset;
    putPlanes(this.words, at, Math.min(32, bits), values);
    if (bits > 32)
      putPlanes(
        this.words,
        at + 32,
        bits - 32,
        Float64Array.from(values, (value) => Math.floor(value / 2 ** 32)),
      );
  }

  /** Puts `count` words of all streams, from `from` on. */
  putWords(step: number, offset: number, words: Int32Array, from: number, count: number): void {
    const at = step * this.#width + offset;
    for (let i = 0; i < count; i++) this.words[at + i] = words[from + i]!;
  }

  /** Leaves all as it is in the step before. */
  repeat(step: number): void {
    this.words.copyWithin(step * this.#width, (step - 1) * this.#width, step * this.#width);
  }

  /** Puts one value in all streams. */
  putSame(step: number, bits: number, value: number): void {
    for (let bit = 0; bit < bits; bit++) this.words[step * this.#width + bit] = -((value >> bit) & 1);
  }

  /** Of a port of one bit: bit i is that of stream i. */
  putWord(step: number, word: number): void {
    this.words[step] = word;
  }

  /** Sets a port of one bit to 1 in all streams. */
  raise(step: number): void {
    this.putWord(step, -1);
  }
}

/** Collects a `ModuleTrace` port by port. */
export class TraceWriter {
  readonly #phases: Uint8Array;
  readonly #inputs: Record<string, Int32Array> = {};

  constructor(phases: Uint8Array) {
    this.#phases = phases;
  }

  get steps(): number {
    return this.#phases.length;
  }

  /** Declares a port; it is 0 until values are put. */
  port(name: string, width: number): TracePort {
    const port = new TracePort(width, this.steps);
    this.#inputs[name] = port.words;
    return port;
  }

  /** Ports of one bit that are 1 all the time. */
  high(...names: readonly string[]): void {
    for (const name of names) this.port(name, 1).words.fill(-1);
  }

  trace(): ModuleTrace {
    return { cycles: this.steps, inputs: this.#inputs, phases: this.#phases, release };
  }
}

const rows = new Int32Array(STREAMS / 2);

/** Values of at most 32 bits, one for each stream, as words: bit i of all streams in `words[at + i]`. */
export function putPlanes(words: Int32Array, at: number, bits: number, values: Int32Array | Float64Array): void {
  for (let low = 0; low < bits; low += 16) {
    // Row i: 16 bits of stream i, and of stream i + 16 above them.
    for (let i = 0; i < 16; i++) rows[i] = ((values[i]! >> low) & 0xffff) | ((values[i + 16]! >> low) << 16);
    exchange(8, 0x00ff00ff);
    exchange(4, 0x0f0f0f0f);
    exchange(2, 0x33333333);
    exchange(1, 0x55555555);
    for (let bit = low; bit < bits && bit < low + 16; bit++) words[at + bit] = rows[bit - low]!;
  }
}

/**
 * One level of transposing the square of 16 rows and columns, twice side by side: swaps the squares of `size` bits above
 * and below the diagonal (H. S. Warren, Hacker's Delight, 2013, 7-3). `mask`: the lower columns of each pair of squares.
 */
function exchange(size: number, mask: number): void {
  for (let row = 0; row < 16; row = ((row | size) + 1) & ~size) {
    const [upper, lower] = [rows[row]!, rows[row | size]!];
    const swapped = ((upper >>> size) ^ lower) & mask;
    rows[row | size] = lower ^ swapped;
    rows[row] = upper ^ (swapped << size);
  }
}
