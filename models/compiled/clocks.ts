import { periodPsOfMhz } from "../../src/core/units.ts";

/** Clocks that a design may have. */
export class Clocks {
  /** Slowest first [MHz]. */
  readonly mhz: readonly number[];
  /** The period of the slowest [ps]. */
  readonly longestPs: number;
  readonly #periodsPs: Float64Array;
  /** Where the last path was found. */
  #last = 0;

  /** @param mhz one or more, slowest first */
  constructor(mhz: readonly number[]) {
    this.mhz = mhz;
    this.#periodsPs = Float64Array.from(mhz, periodPsOfMhz);
    this.longestPs = this.#periodsPs[0]!;
  }

  /** The position of the fastest clock that is slow enough for a path; −1: none is. Quick where the last one was near. */
  fastest(pathPs: number): number {
    const periods = this.#periodsPs;
    let at = this.#last;
    while (at > 0 && periods[at]! < pathPs) at--;
    while (at + 1 < periods.length && periods[at + 1]! >= pathPs) at++;
    this.#last = at;
    return periods[at]! >= pathPs ? at : -1;
  }
}
