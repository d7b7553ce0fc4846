/** Numbers pairs of any numbers: 0, 1, 2, … in the order in which they are first asked for; NaN is a number like others. */
export class NumberPairs {
  readonly #known = new Map<number, Map<number, number>>();
  #size = 0;

  of(first: number, second: number): number {
    let ofFirst = this.#known.get(first);
    if (ofFirst === undefined) this.#known.set(first, (ofFirst = new Map()));
    let id = ofFirst.get(second);
    if (id === undefined) ofFirst.set(second, (id = this.#size++));
    return id;
  }
}
