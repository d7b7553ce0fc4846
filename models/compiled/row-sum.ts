import { Terms, type RowList, type RowMemory } from "./kernels/row-memory.ts";

/** A sum along a row: of lists, and of numbers that are the same along it. */
export class RowSum {
  /** Of what is the same along the row: what stands once, and what there is of each copy. */
  #single = 0;
  #copied = 0;
  readonly #memory: RowMemory;
  readonly #copies: RowList;
  readonly #terms: Terms;

  /** @param copies of what is copied along the row, at each place */
  constructor(memory: RowMemory, copies: RowList) {
    this.#memory = memory;
    this.#copies = copies;
    this.#terms = new Terms(memory);
  }

  clear(): void {
    this.#single = this.#copied = 0;
    this.#terms.clear();
  }

  /** Adds a number at each place, or as often as there are copies. */
  addSame(number: number, isCopied: boolean): void {
    if (isCopied) this.#copied += number;
    else this.#single += number;
  }

  /** Adds a list as often as a factor says. */
  add(list: RowList, factor: number): void {
    this.#terms.add(list, factor);
  }

  /** Puts the sums at places `from` … `to` − 1 into `sums`. */
  into(sums: RowList, from: number, to: number): void {
    const { at, count } = this.#terms;
    this.#memory.kernels.sum(sums.at, from, to, this.#single, this.#copied, this.#copies.at, at, count);
  }
}
