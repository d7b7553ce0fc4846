import type { PartColumns } from "./part-columns.ts";

/** Which numbers are summed, and where they stand in a part's lists. */
export type Summed = "costs" | "energies";

/** Sums numbers over all parts of the designs of a row. */
export class RowSums {
  readonly #what: Summed;
  readonly #same: readonly PartColumns[];
  /** Parts that change along a row. */
  readonly #rows: readonly PartColumns[];
  /** Copies of parts that are copied along the row, at each place. */
  readonly #copies: Float64Array;
  /** Of parts that are the same along a row: of those that stand once, and of one copy of the others. */
  readonly #single: Float64Array;
  readonly #copied: Float64Array;

  constructor(what: Summed, columns: readonly PartColumns[], copies: Float64Array, count: number) {
    this.#what = what;
    this.#same = columns.filter(({ isRow }) => !isRow);
    this.#rows = columns.filter(({ isRow }) => isRow);
    this.#copies = copies;
    this.#single = new Float64Array(count);
    this.#copied = new Float64Array(count);
  }

  /** Puts the sums of the current row into a list for each number. */
  into(sums: readonly Float64Array[]): void {
    this.#sumUp();
    for (let i = 0; i < sums.length; i++) fill(sums[i]!, this.#single[i]!, this.#copied[i]!, this.#copies);
    for (const columns of this.#rows) {
      const rows = this.#what === "costs" ? columns.costRows() : columns.energyRows();
      const { isCopiedAlong, otherCopies } = columns.part;
      const factor = otherCopies();
      for (let i = 0; i < sums.length; i++) {
        if (isCopiedAlong) addProducts(sums[i]!, rows[i]!, this.#copies, factor);
        else addMultiple(sums[i]!, rows[i]!, factor);
      }
    }
  }

  #sumUp(): void {
    this.#single.fill(0);
    this.#copied.fill(0);
    for (let i = 0; i < this.#same.length; i++) {
      const columns = this.#same[i]!;
      const numbers = this.#what === "costs" ? columns.costs() : columns.energies();
      const { isCopiedAlong, otherCopies } = columns.part;
      addMultiple(isCopiedAlong ? this.#copied : this.#single, numbers, otherCopies());
    }
  }
}

function fill(sums: Float64Array, single: number, copied: number, copies: Float64Array): void {
  for (let place = 0; place < sums.length; place++) sums[place] = single + copied * copies[place]!;
}

function addMultiple(sums: Float64Array, each: Float64Array, factor: number): void {
  for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + each[i]! * factor;
}

/** Adds a product at each place. */
export function addProducts(sums: Float64Array, a: Float64Array, b: Float64Array, factor = 1): void {
  for (let place = 0; place < sums.length; place++) sums[place] = sums[place]! + a[place]! * (factor * b[place]!);
}

/** Adds so many times a number at each place. */
export function addTimes(sums: Float64Array, counts: Float64Array, each: number): void {
  for (let place = 0; place < sums.length; place++) sums[place] = sums[place]! + counts[place]! * each;
}
