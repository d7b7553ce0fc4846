import {
  largestFinite,
  leastExponent,
  type FloatFormat,
  type Subnormals,
} from "../../generators/numeric/float-format.ts";
import { valueOf } from "../../generators/numeric/float-value.ts";

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
  readonly #shifts = new Float64Array(2048);
  /** The largest number, the smallest normal one, and what overflow gives. An array, so that all formats look alike. */
  readonly #limits: Float64Array;
  readonly #flushes: boolean;

  constructor(format: FloatFormat, subnormals: Subnormals) {
    const { mantissaBits, specials } = format;
    const least = leastExponent(format);
    const largest = valueOf(largestFinite(format), format);
    for (let field = 0; field < 2048; field++) {
      const exponent = field - DOUBLE_BIAS;
      // Far above the largest number, values overflow as they are.
      const isFar = 2 ** exponent > 2 * largest;
      this.#shifts[field] = isFar ? 0 : 1.5 * 2 ** (52 + Math.max(least, exponent) - mantissaBits);
    }
    this.#limits = Float64Array.of(largest, 2 ** least, specials === "ieee" ? Infinity : Number.NaN);
    this.#flushes = subnormals === "flushed";
  }

  round(value: number): number {
    double[0] = value;
    const shift = this.#shifts[((halves[1] as number) >>> 20) & 2047] as number;
    const rounded = value + shift - shift;
    const magnitude = Math.abs(rounded);
    const limits = this.#limits;
    if (magnitude > (limits[0] as number)) return value > 0 ? (limits[2] as number) : -(limits[2] as number);
    if (!(magnitude < (limits[1] as number))) return rounded;
    if (value === 0) return value;
    if (this.#flushes) return 0;
    // What is too small keeps its sign as a zero.
    return rounded === 0 && value < 0 ? -0 : rounded;
  }
}
