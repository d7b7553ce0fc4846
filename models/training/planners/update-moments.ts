import {
  deltaMagnitudeBits,
  drawsWords,
  isRowSerial,
  productOf,
  xMagnitudeBits,
} from "../../../generators/update-unit/index.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import { countTable } from "./count-table.ts";
import { trainChance } from "./line-words.ts";
import type { CountRegisters } from "./pulse-plan.ts";

/**
 * Variance of the pulses of a sum that is rounded at random: a sum with remainder f (uniform in 0 … 1, in units of a pulse)
 * is left at f or f − 1, with mean 0 and variance f(1 − f), 1/6 in the mean; a count is the difference of two such rests.
 */
const FLICKER = 1 / 3;

/** Mean and variance of the pulses of one update [pulses, pulses²]. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Mean and variance of the pulse count for a pair of magnitudes, in closed form, over the whole period of the random words:
 *
 * | unit                       | mean and variance                                                                     |
 * |----------------------------|---------------------------------------------------------------------------------------|
 * | nothing random, no sums    | the count itself, 0                                                                   |
 * | trains stochastic          | S·p, S·p(1−p), p = p(mx)·p(md), p(m) = (l·2^(w−M) − 1)/(2^w − 1), l = m + its highest bit, for an LFSR of w bits |
 * | rounding stochastic        | q + p, p(1−p): product P = q·2^s + f, p = f·2^(w−s)/(2^w − 1)                          |
 * | accumulator                | q + f/unit, with the sum before it anywhere: variance (f/unit)(1 − f/unit)             |
 * | accumulator, stochastic    | the same mean; variance 1/3, whatever the product: each rounding leaves ± a unit's part |
 *
 * and the limit of the count after that. Rows and columns are taken as independent, which their different seeds give them.
 * Of an accumulator this is one update that applies; over many the remainders cancel and only clipping is left.
 */
export function updateMoments(shape: UnitShape, registers: CountRegisters): (x: number, delta: number) => Moments {
  const { lfsrBits } = shape;
  const isSerial = isRowSerial(shape);
  if (!isSerial && drawsWords(shape)) {
    const [xBits, deltaBits] = [xMagnitudeBits(shape), deltaMagnitudeBits(shape)];
    return (x, delta) => {
      const p = trainChance(x, xBits, lfsrBits) * trainChance(delta, deltaBits, lfsrBits);
      return { mean: registers.pulses * p, variance: registers.pulses * p * (1 - p) };
    };
  }
  if (isSerial && (shape.accumulator === "cell" || drawsWords(shape))) {
    const limit = shape.encoding === "sign" ? Math.min(1, registers.pulses) : registers.pulses;
    const unit = shape.rounding === "threshold" ? registers.threshold : 2 ** registers.shift;
    const flickers = shape.accumulator === "cell" && shape.rounding === "stochastic";
    // A word is never 0 as a whole, so that its low bits are a little more often above 0.
    const bias = shape.accumulator === "cell" ? 1 : 2 ** lfsrBits / (2 ** lfsrBits - 1);
    return (x, delta) => {
      const product = productOf(shape, x, delta);
      const whole = Math.floor(product / unit);
      const p = Math.min(1, ((product - whole * unit) / unit) * bias);
      if (whole >= limit) return { mean: limit, variance: 0 };
      return { mean: whole + p, variance: flickers ? FLICKER : p * (1 - p) };
    };
  }
  const { counts, deltas } = countTable(shape, registers);
  return (x, delta) => ({ mean: counts[x * deltas + delta] ?? 0, variance: 0 });
}
