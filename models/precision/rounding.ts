import { largestFinite, leastExponent, type FloatFormat, type Subnormals } from "../../generators/numeric/float-format.ts";

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** Exponent field of a double: its exponent plus 1023. */
const DOUBLE_BIAS = 1023;

/**
 * Rounds doubles to a format, to nearest even: `round(x)` is `valueOf(bitsOf(x))`, sign of zero included, some ten times
 * as fast. Adding 1.5 · 2^52 units of the last place and taking them away again leaves a double rounded to that place.
 */
export class Rounding {
  /** 1.5 · 2^52 units of the last place, for each exponent field of a double. */
  readonly #shifts: Float64Array;
  readonly #largest: number;
  /** The smallest normal number; results below it need a look. */
  readonly #least: number;
  readonly #overflow: number;
  readonly #flushes: boolean;

  constructor(format: FloatFormat, subnormals: Subnormals) {
    const { mantissaBits, specials } = format;
    const least = leastExponent(format);
    const top = Math.floor(largestFinite(format) / 2 ** mantissaBits);
    const exponent = top + least - 1;
    this.#shifts = Float64Array.from({ length: 2048 }, (_, field) => {
      const place = Math.max(least, field - DOUBLE_BIAS) - mantissaBits;
      // Far above every format's largest number: such values overflow, rounded or not.
      return field - DOUBLE_BIAS > exponent + 1 ? 0 : 1.5 * 2 ** (52 + place);
    });
    this.#largest = (1 + (largestFinite(format) % 2 ** mantissaBits) / 2 ** mantissaBits) * 2 ** exponent;
    this.#least = 2 ** least;
    this.#overflow = specials === "ieee" ? Infinity : Number.NaN;
    this.#flushes = subnormals === "flushed";
  }

  round(value: number): number {
    double[0] = value;
    const shift = this.#shifts[((halves[1] as number) >>> 20) & 2047] as number;
    const rounded = value + shift - shift;
    const magnitude = Math.abs(rounded);
    if (magnitude > this.#largest) return value > 0 ? this.#overflow : -this.#overflow;
    if (!(magnitude < this.#least)) return rounded;
    // What is too small keeps its sign as a zero; what is flushed is +0.
    if (rounded === 0) return value * 0;
    return this.#flushes ? 0 : rounded;
  }
}
