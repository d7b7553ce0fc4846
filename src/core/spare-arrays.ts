/**
 * Arrays that are needed for a moment, over and over: new ones of some kilobytes take longer to get than to work on. Those
 * that are taken while others are in use are others.
 */
export class SpareArrays {
  readonly #spare: Float64Array[] = [];

  /** Runs `use` with an array of so many numbers, all `value`; it must not be kept. */
  with<T>(length: number, value: number, use: (array: Float64Array) => T): T {
    const spare = this.#spare.pop();
    const whole = spare === undefined || spare.length < length ? new Float64Array(2 * length) : spare;
    try {
      return use(whole.subarray(0, length).fill(value));
    } finally {
      this.#spare.push(whole);
    }
  }
}
