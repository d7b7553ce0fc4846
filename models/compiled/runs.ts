/** Runs of places of a row, in order, each with the id of what its places share; runs that touch and share one are joined. */
export class Runs {
  count = 0;
  readonly begins: Int32Array;
  readonly ends: Int32Array;
  readonly #ids: Int32Array;

  /** @param length of the row */
  constructor(length: number) {
    this.begins = new Int32Array(length);
    this.ends = new Int32Array(length);
    this.#ids = new Int32Array(length);
  }

  clear(): void {
    this.count = 0;
  }

  add(begin: number, end: number, id: number): void {
    const last = this.count - 1;
    if (last >= 0 && this.ends[last] === begin && this.#ids[last] === id) this.ends[last] = end;
    else {
      this.begins[this.count] = begin;
      this.#ids[this.count] = id;
      this.ends[this.count++] = end;
    }
  }
}
