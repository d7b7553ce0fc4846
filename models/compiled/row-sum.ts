import type { Column } from "./columns.ts";
import type { PartCells } from "./design-cells.ts";
import type { PartPrice } from "./part-price.ts";

/** A number of a part of which there are several copies. */
export interface Summand {
  readonly part: PartCells;
  readonly column: Column<PartPrice>;
}

/** Sums a number over all parts of the designs of rows. */
export class RowSum {
  /** Parts that are the same along a row: single ones, and those that are copied along it. */
  readonly #single: readonly Summand[];
  readonly #copied: readonly Summand[];
  /** Parts that change along a row. */
  readonly #rows: readonly Summand[];
  readonly #copies: Float64Array;

  /** @param copies of parts that are copied along the row, at each place */
  constructor(summands: readonly Summand[], copies: Float64Array) {
    const same = summands.filter(({ column }) => !column.isRow);
    this.#single = same.filter(({ part }) => !part.isCopiedAlong);
    this.#copied = same.filter(({ part }) => part.isCopiedAlong);
    this.#rows = summands.filter(({ column }) => column.isRow);
    this.#copies = copies;
  }

  /** The sums of the current row, and of its buffers, which take so much each. */
  into(sums: Float64Array, buffers: Float64Array, perBuffer: number): void {
    const copies = this.#copies;
    const single = sumOf(this.#single);
    const copied = sumOf(this.#copied);
    for (let place = 0; place < sums.length; place++)
      sums[place] = single + copied * copies[place]! + perBuffer * buffers[place]!;
    for (const { part, column } of this.#rows) {
      const [each, factor] = [column.current(), part.otherCopies()];
      if (part.isCopiedAlong) addProducts(sums, each, copies, factor);
      else for (let place = 0; place < sums.length; place++) sums[place] = sums[place]! + each[place]! * factor;
    }
  }
}

function sumOf(summands: readonly Summand[]): number {
  let sum = 0;
  for (let i = 0; i < summands.length; i++) sum += summands[i]!.column.same() * summands[i]!.part.otherCopies();
  return sum;
}

/** Adds a product at each place. */
export function addProducts(sums: Float64Array, a: Float64Array, b: Float64Array, factor = 1): void {
  for (let place = 0; place < sums.length; place++) sums[place] = sums[place]! + a[place]! * (factor * b[place]!);
}
