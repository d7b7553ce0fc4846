/** A sum along a row: of lists, and of numbers that are the same along it. */
export class RowSum {
  /** Of what is the same along the row: what stands once, and what there is of each copy. */
  #single = 0;
  #copied = 0;
  readonly #copies: Float64Array;
  readonly #none: Float64Array;
  readonly #lists: Float64Array[] = [];
  readonly #factors: number[] = [];
  #count = 0;

  /** @param copies of what is copied along the row, at each place */
  constructor(copies: Float64Array) {
    this.#copies = copies;
    this.#none = new Float64Array(copies.length);
  }

  clear(): void {
    this.#single = this.#copied = this.#count = 0;
  }

  /** Adds a number at each place, or as often as there are copies. */
  addSame(number: number, isCopied: boolean): void {
    if (isCopied) this.#copied += number;
    else this.#single += number;
  }

  /** Adds a list as often as a factor says. */
  add(list: Float64Array, factor: number): void {
    this.#lists[this.#count] = list;
    this.#factors[this.#count++] = factor;
  }

  /** Puts the sums at places `from` … `to` − 1 into `sums`. */
  into(sums: Float64Array, from: number, to: number): void {
    const [single, copied] = [this.#single, this.#copied];
    const copies = this.#copies;
    const [a, b] = [this.#at(0), this.#at(1)];
    const [ofA, ofB] = [this.#factorAt(0), this.#factorAt(1)];
    for (let k = from; k < to; k++) sums[k] = single + copied * copies[k]! + ofA * a[k]! + ofB * b[k]!;
    for (let list = 2; list < this.#count; list += 2) {
      const [c, d] = [this.#at(list), this.#at(list + 1)];
      const [ofC, ofD] = [this.#factorAt(list), this.#factorAt(list + 1)];
      for (let k = from; k < to; k++) sums[k] = sums[k]! + ofC * c[k]! + ofD * d[k]!;
    }
  }

  #at(place: number): Float64Array {
    return place < this.#count ? this.#lists[place]! : this.#none;
  }

  #factorAt(place: number): number {
    return place < this.#count ? this.#factors[place]! : 0;
  }
}
