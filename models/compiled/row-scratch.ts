import type { Places, RowMemory } from "./kernels/row-memory.ts";

/** A metric of designs. */
export interface MetricList {
  readonly numbers: Float64Array;
  /** The same bytes: two words for each number. */
  readonly words: Int32Array;
}

/** Lists that are written again for each row, whatever its setting. */
export class RowScratch {
  readonly memory: RowMemory;
  /** Places whose designs are not out yet. */
  readonly kept: Places;
  /** See the kernel `keep`. */
  readonly counts: Places;
  readonly #length: number;
  /** Some of the designs of a row. */
  readonly some: Int32Array;
  readonly #lists: MetricList[] = [];

  constructor(memory: RowMemory, length: number) {
    this.memory = memory;
    this.kept = memory.places(length);
    this.counts = memory.places(2);
    this.some = new Int32Array(length);
    this.#length = length;
  }

  /** Lists to put metrics of the designs of a row into. */
  metricLists(count: number): readonly MetricList[] {
    while (this.#lists.length < count) {
      const numbers = this.memory.row(this.#length);
      this.#lists.push({ numbers, words: new Int32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length) });
    }
    return this.#lists;
  }
}
