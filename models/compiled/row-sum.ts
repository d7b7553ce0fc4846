/** A sum along a row: of lists, and of numbers that are the same along it. */
export class RowSum {
  /** Of what is the same along the row: what stands once, and what there is of each copy. */
  #single = 0;
  #copied = 0;
  readonly #copies: Float64Array;
  readonly #none: Float64Array;
  readonly #lists: Float64Array[] = [];
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

  add(list: Float64Array): void {
    this.#lists[this.#count++] = list;
  }

  /** Puts the sums at some places into `sums`. */
  into(sums: Float64Array, places: Int32Array, count: number): void {
    const [single, copied] = [this.#single, this.#copied];
    const copies = this.#copies;
    const [a, b, c] = [this.#at(0), this.#at(1), this.#at(2)];
    for (let i = 0; i < count; i++) {
      const k = places[i]!;
      sums[k] = single + copied * copies[k]! + a[k]! + b[k]! + c[k]!;
    }
    for (let list = 3; list < this.#count; list += 3) {
      const [d, e, f] = [this.#at(list), this.#at(list + 1), this.#at(list + 2)];
      for (let i = 0; i < count; i++) {
        const k = places[i]!;
        sums[k] = sums[k]! + d[k]! + e[k]! + f[k]!;
      }
    }
  }

  #at(place: number): Float64Array {
    return place < this.#count ? this.#lists[place]! : this.#none;
  }
}
