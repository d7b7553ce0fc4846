import type { ModuleTrace } from "../../contract/index.ts";

/** Streams side by side in a trace: bits of a word. */
export const STREAMS = 32;

/** The values of one port, step by step. */
export class TracePort {
  readonly #width: number;
  readonly words: Int32Array;

  constructor(width: number, steps: number) {
    this.#width = width;
    this.words = new Int32Array(steps * width);
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

  /** Puts a value of at most 32 bits in each stream: faster than one by one. */
  putAll(step: number, offset: number, bits: number, values: Int32Array): void {
    const at = step * this.#width + offset;
    for (let bit = 0; bit < bits; bit++) {
      let word = 0;
      for (let stream = 0; stream < STREAMS; stream++) word |= ((values[stream]! >> bit) & 1) << stream;
      this.words[at + bit] = word;
    }
  }

  /** Sets a port of one bit to 1 in all streams. */
  raise(step: number): void {
    this.words[step] = -1;
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
    return { cycles: this.steps, inputs: this.#inputs, phases: this.#phases };
  }
}
