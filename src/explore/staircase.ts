/** Numbers of a point: three objectives, the least third one of all points up to it, the greatest from it on, its slot. */
const WIDTH = 6;
const [FIRST, SECOND, THIRD, LEAST, MOST, SLOT] = [0, 1, 2, 3, 4, 5] as const;

const EMPTY = new Float64Array(0);

/** Points in the order of their first objective, none of which dominates another; all are to be minimised. */
export class Staircase {
  #numbers = EMPTY;
  #end = 0;

  /** Whether a point dominates one with these. */
  dominates(first: number, second: number, third: number): boolean {
    const numbers = this.#numbers;
    // Only points up to here are no worse in the first objective, and only while the least third one is no worse is any of them.
    for (let at = this.#endOf("no worse", first) - WIDTH; at >= 0 && numbers[at + LEAST]! <= third; at -= WIDTH) {
      if (!(numbers[at + SECOND]! <= second && numbers[at + THIRD]! <= third)) continue;
      // What dominates an equal point is not among them.
      return numbers[at]! < first || numbers[at + SECOND]! < second || numbers[at + THIRD]! < third;
    }
    return false;
  }

  add(first: number, second: number, third: number, slot: number): void {
    if (this.#end === this.#numbers.length) this.#grow();
    const begin = this.#endOf("no worse", first);
    const numbers = this.#numbers;
    numbers.copyWithin(begin + WIDTH, begin, this.#end);
    this.#end += WIDTH;
    numbers[begin + FIRST] = first;
    numbers[begin + SECOND] = second;
    numbers[begin + THIRD] = third;
    numbers[begin + SLOT] = slot;
    numbers[begin + LEAST] = begin === 0 ? third : Math.min(third, numbers[begin - WIDTH + LEAST]!);
    numbers[begin + MOST] = begin + WIDTH === this.#end ? third : Math.max(third, numbers[begin + WIDTH + MOST]!);
    for (let at = begin + WIDTH + LEAST; at < this.#end && numbers[at]! > third; at += WIDTH) numbers[at] = third;
    for (let at = begin - WIDTH + MOST; at >= 0 && numbers[at]! < third; at -= WIDTH) numbers[at] = third;
  }

  /** Takes out the points that one with these dominates, and tells their slots; how many. */
  removeDominated(first: number, second: number, third: number, removed: (slot: number) => void): number {
    const numbers = this.#numbers;
    if (this.#end === 0 || numbers[MOST]! < third) return 0;
    const begin = this.#endOf("better", first);
    if (begin === this.#end || numbers[begin + MOST]! < third) return 0;
    let kept = begin;
    for (let at = begin; at < this.#end; at += WIDTH) {
      const isOut =
        numbers[at + SECOND]! >= second &&
        numbers[at + THIRD]! >= third &&
        (numbers[at]! > first || numbers[at + SECOND]! > second || numbers[at + THIRD]! > third);
      if (isOut) removed(numbers[at + SLOT]!);
      else {
        if (kept < at) numbers.copyWithin(kept, at, at + WIDTH);
        kept += WIDTH;
      }
    }
    const count = (this.#end - kept) / WIDTH;
    this.#end = kept;
    if (count > 0) this.#sum(begin);
    return count;
  }

  forEach(visit: (first: number, second: number, third: number, slot: number) => void): void {
    const numbers = this.#numbers;
    for (let at = 0; at < this.#end; at += WIDTH)
      visit(numbers[at]!, numbers[at + SECOND]!, numbers[at + THIRD]!, numbers[at + SLOT]!);
  }

  clear(): void {
    this.#end = 0;
  }

  /** Works the least third objective out again from a point on, and the greatest. */
  #sum(from: number): void {
    const numbers = this.#numbers;
    let least = from === 0 ? Infinity : numbers[from - WIDTH + LEAST]!;
    for (let at = from; at < this.#end; at += WIDTH)
      numbers[at + LEAST] = least = Math.min(least, numbers[at + THIRD]!);
    let most = -Infinity;
    for (let at = this.#end - WIDTH; at >= 0; at -= WIDTH)
      numbers[at + MOST] = most = Math.max(most, numbers[at + THIRD]!);
  }

  /** Where the points end that are better than this in the first objective, or that are no worse. */
  #endOf(which: "better" | "no worse", first: number): number {
    const numbers = this.#numbers;
    const withEqual = which === "no worse";
    let from = 0;
    let to = this.#end / WIDTH;
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = numbers[WIDTH * middle]!;
      if (other < first || (withEqual && other === first)) from = middle + 1;
      else to = middle;
    }
    return WIDTH * from;
  }

  #grow(): void {
    const numbers = new Float64Array(Math.max(8 * WIDTH, 2 * this.#numbers.length));
    numbers.set(this.#numbers);
    this.#numbers = numbers;
  }
}
