import { readFileSync } from "node:fs";

/** Numbers of the designs of a row, in the memory that the kernels work on. */
export interface RowList {
  readonly numbers: Float64Array;
  /** The byte at which they begin. */
  readonly at: number;
}

/** Places of a row, four bytes each, in the same memory. */
export interface Places {
  readonly places: Int32Array;
  readonly at: number;
}

/** The loops of kernels.wat, where they are described. */
export interface Kernels {
  sum(
    out: number,
    from: number,
    to: number,
    single: number,
    copied: number,
    copies: number,
    terms: number,
    count: number,
  ): void;
  longest(out: number, from: number, to: number, least: number, terms: number, count: number): void;
  quotients(out: number, places: number, count: number, list: number, divisor: number): void;
  energies(
    out: number,
    places: number,
    count: number,
    loads: number,
    holds: number,
    idles: number,
    parts: number,
    leakages: number,
    steps: number,
    cycles: number,
    clockMhz: number,
    cores: number,
  ): void;
  keep(
    area: number,
    path: number,
    from: number,
    to: number,
    most: number,
    period: number,
    kept: number,
    counts: number,
  ): number;
}

const PAGE_BYTES = 65_536;

/** Address space that is set aside; pages are taken as they are needed. */
const MOST_PAGES = 16_384;

/** The module of the kernels, made once for each thread. */
let compiled: WebAssembly.Module | undefined;

/**
 * A memory for lists of numbers, and the kernels that work on it. It is a shared one because only such a memory can grow
 * while lists of it are in use.
 */
export class RowMemory {
  readonly kernels: Kernels;
  readonly #memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
  #used = 0;
  /** Bytes that were taken before a reset. */
  #dirty = 0;

  constructor() {
    compiled ??= new WebAssembly.Module(readFileSync(new URL("./kernels.wasm", import.meta.url)));
    const { exports } = new WebAssembly.Instance(compiled, { rows: { memory: this.#memory } });
    this.kernels = exports as unknown as Kernels;
  }

  /** Bytes that are taken. */
  get used(): number {
    return this.#used;
  }

  /** Takes all bytes back: nobody may go on to use a list of before. */
  reset(): void {
    this.#dirty = Math.max(this.#dirty, this.#used);
    this.#used = 0;
  }

  /** A list of zeros. */
  list(length: number): RowList {
    const at = this.take(8 * length);
    return { numbers: new Float64Array(this.#memory.buffer, at, length), at };
  }

  /** Zeros. */
  row(length: number): Float64Array {
    return this.list(length).numbers;
  }

  listOf(values: ArrayLike<number>): RowList {
    const list = this.list(values.length);
    list.numbers.set(values);
    return list;
  }

  places(length: number): Places {
    const at = this.take(4 * length);
    return { places: new Int32Array(this.#memory.buffer, at, length), at };
  }

  /** Bytes that nobody else has, zeros; the first one's number is a multiple of 16. @throws RangeError if there are none left */
  take(bytes: number): number {
    const at = this.#used;
    this.#used += 16 * Math.ceil(bytes / 16);
    const has = this.#memory.buffer.byteLength;
    if (this.#used > has) {
      const needed = Math.ceil((this.#used - has) / PAGE_BYTES);
      const left = MOST_PAGES - has / PAGE_BYTES;
      this.#memory.grow(Math.max(needed, Math.min(left, has / PAGE_BYTES / 2)));
    }
    if (at < this.#dirty) new Uint8Array(this.#memory.buffer, at, this.#used - at).fill(0);
    return at;
  }
}

/** Lists, each with a number: the terms of a sum, or of a maximum. */
export class Terms {
  count = 0;
  at: number;
  readonly #memory: RowMemory;
  #most = 0;
  #bytes: Int32Array = new Int32Array(0);
  #numbers: Float64Array = new Float64Array(0);

  constructor(memory: RowMemory, most = 32) {
    this.#memory = memory;
    this.at = 0;
    this.#make(most);
  }

  clear(): void {
    this.count = 0;
  }

  /** @param other is meant by `longest` only */
  add({ at }: RowList, number: number, other?: RowList): void {
    if (this.count === this.#most) this.#make(2 * this.#most);
    this.#bytes[4 * this.count] = at;
    this.#bytes[4 * this.count + 1] = other?.at ?? 0;
    this.#numbers[2 * this.count + 1] = number;
    this.count++;
  }

  #make(most: number): void {
    const { numbers, at } = this.#memory.list(2 * most);
    numbers.set(this.#numbers);
    this.at = at;
    this.#most = most;
    this.#numbers = numbers;
    this.#bytes = new Int32Array(numbers.buffer, at, 4 * most);
  }
}
