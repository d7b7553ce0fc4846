import type { UnitShape } from "../../../generators/contract/index.ts";
import {
  bitsFor,
  countExponent,
  deltaMagnitudeBits,
  hasFixedSlots,
  isRowSerial,
  mostShift,
  xMagnitudeBits,
} from "../../../generators/update-unit/index.ts";
import type { CountRegisters } from "./pulse-plan.ts";

/** What a layer's learning rule asks of its unit. */
export interface WantedScale {
  /** |x| and |delta| that the codes are to reach. */
  readonly x: number;
  readonly delta: number;
  /** Learning rate divided by the weight change of one pulse: u = `pulsesPerUnit` · |x · delta| pulses are wanted. */
  readonly pulsesPerUnit: number;
  /** Value of the register `pulses` at most; default maxPulses. */
  readonly limit?: number;
}

/**
 * How a learning rate is set on a unit: registers, and the values at which the quantisers of x and delta reach their
 * largest code. With codes mx = |x| / xFullScale · (2^Mx − 1) and md likewise, the count that a unit gives is, before
 * rounding and limits,
 *
 * | unit                                    | count                                | its condition for u = lr·|x·delta|/dW  |
 * |-----------------------------------------|--------------------------------------|----------------------------------------|
 * | multiplier, shift-add                   | mx · md / 2^shift                    | xFS · dFS = (2^Mx−1)(2^Md−1)/2^shift · dW/lr |
 * | multiplier, mean-count (2^B = maxPulses)| (mx/2^Mx)(md/2^Md) · 4^B / 2^shift   | likewise, with the counts at full scale |
 * | coincidence, stochastic                 | S · (mx/(2^Mx−1))(md/(2^Md−1)), S = pulses | likewise                         |
 * | coincidence, mean-count, deterministic  | 2^B · (mx/2^Mx)(md/2^Md)             | likewise                               |
 * | min; coincidence with binary-count      | min(mx, md) / 2^shift; min(cx, cd)   | right where either is at full scale    |
 * | rounding threshold, encoding sign       | 0 or 1                               | a pulse from u = 1/2 on (sums: u = 1)  |
 *
 * The condition always holds exactly; what can be chosen (shift, slots, and how xFS and dFS share the product) brings the
 * full scales as near to the wanted ones as may be. Where a unit cannot give enough pulses, delta is clipped, never x. One
 * signed bit is always taken at full scale.
 */
export interface PulseScale {
  readonly registers: CountRegisters;
  readonly xFullScale: number;
  readonly deltaFullScale: number;
  /** u at x = wanted.x and delta = wanted.delta. */
  readonly wantedPulses: number;
  /** Most pulses that the unit gives at one update. */
  readonly mostPulses: number;
  /** Whether a delta above its full scale gets fewer pulses than it wants (else only `mostPulses` limits). */
  readonly limitsDelta: boolean;
}

/** The scale of a unit for a learning rate. */
export function pulseScale(unit: UnitShape, wanted: WantedScale): PulseScale {
  const { limit: most = unit.maxPulses } = wanted;
  const limit = hasFixedSlots(unit) ? unit.maxPulses : Math.min(most, unit.maxPulses);
  return scaleWithin(unit, wanted, limit);
}

/** As `pulseScale`, with at most `limit` pulses. */
function scaleWithin(shape: UnitShape, wanted: WantedScale, limit: number): PulseScale {
  const wantedPulses = wanted.pulsesPerUnit * wanted.x * wanted.delta;
  const mostX = 2 ** xMagnitudeBits(shape) - 1;
  const mostDelta = 2 ** deltaMagnitudeBits(shape) - 1;
  if (isMinimum(shape)) return minimumScale(shape, wanted, wantedPulses, limit);
  if (shape.encoding === "sign" && !isRowSerial(shape)) return signScale(shape, wanted, wantedPulses);
  const product = fullScaleProduct(shape);
  const scaled = (registers: CountRegisters, pulsesOfCodes: number, mostPulses: number): PulseScale => {
    const spare = pulsesOfCodes / wantedPulses;
    // Spare range of trains is shared: their codes need not be finer than the slots. A product's shift leaves less than 2.
    const ofX = spare > 1 && !isRowSerial(shape) && mostX > 1 ? Math.sqrt(spare) : 1;
    return {
      registers,
      xFullScale: wanted.x * ofX,
      deltaFullScale: wanted.delta * (spare / ofX),
      wantedPulses,
      mostPulses,
      limitsDelta: shape.encoding !== "sign" && shape.rounding !== "threshold",
    };
  };
  if (!isRowSerial(shape)) {
    const isFixed = hasFixedSlots(shape);
    // Codes of stochastic trains go to a chance of 1; fixed trains compare with parts of 2^M.
    const share = isFixed ? (mostX / (mostX + 1)) * (mostDelta / (mostDelta + 1)) : 1;
    const slots = isFixed ? limit : clamp(wholeAbove(wantedPulses), 1, limit);
    return scaled({ pulses: slots, shift: 0, threshold: 1 }, slots * share, slots);
  }
  const hasSums = shape.accumulator === "cell";
  const largestSum = 2 ** (shape.accumulatorBits - 1) - 1;
  if (shape.rounding === "threshold") {
    const unit = product / wantedPulses;
    const threshold = clamp(Math.round(hasSums ? unit : unit / 2), 1, hasSums ? largestSum : product);
    return scaled({ pulses: 1, shift: 0, threshold }, product / (hasSums ? threshold : 2 * threshold), 1);
  }
  const most = Math.min(mostShift(shape), hasSums ? shape.accumulatorBits - 2 : Infinity);
  const shift = clamp(Math.floor(Math.log2(product / wantedPulses)), 0, most);
  const registers = { pulses: limit, shift, threshold: 1 };
  const mostPulses = shape.encoding === "sign" ? 1 : limit;
  return scaled(registers, product / 2 ** shift, Math.min(mostPulses, Math.floor(product / 2 ** shift + 0.5)));
}

/** Product of the largest operands, real-valued for mean counts. */
function fullScaleProduct(shape: UnitShape): number {
  const mostX = 2 ** xMagnitudeBits(shape) - 1;
  const mostDelta = 2 ** deltaMagnitudeBits(shape) - 1;
  if (shape.encoding !== "mean-count") return mostX * mostDelta;
  return 4 ** countExponent(shape) * (mostX / (mostX + 1)) * (mostDelta / (mostDelta + 1));
}

function isMinimum(shape: UnitShape): boolean {
  return shape.product === "min" || (shape.product === "coincidence" && shape.encoding === "binary-count");
}

/** Counts by the smaller operand: both reach the wanted count at their full scales. */
function minimumScale(shape: UnitShape, wanted: WantedScale, wantedPulses: number, limit: number): PulseScale {
  const bits = [xMagnitudeBits(shape), deltaMagnitudeBits(shape)] as const;
  const scaled = (registers: CountRegisters, mostX: number, mostDelta: number, wantedCount: number): PulseScale => ({
    registers,
    xFullScale: (wanted.x * mostX) / wantedCount,
    deltaFullScale: (wanted.delta * mostDelta) / wantedCount,
    wantedPulses,
    mostPulses: Math.min(registers.pulses, shape.encoding === "sign" ? 1 : limit),
    limitsDelta: false,
  });
  if (!isRowSerial(shape)) {
    // A count is the magnitude's highest bits, so its full scale lies between whole counts.
    const [x, delta] = bits.map((width) => {
      const cut = 2 ** Math.max(0, width - bitsFor(shape.maxPulses));
      return (2 ** width - 1) / cut;
    }) as [number, number];
    return scaled({ pulses: limit, shift: 0, threshold: 1 }, x, delta, wantedPulses);
  }
  const [mostX, mostDelta] = [2 ** bits[0] - 1, 2 ** bits[1] - 1];
  const most = Math.min(mostX, mostDelta);
  const hasSums = shape.accumulator === "cell";
  if (shape.rounding === "threshold") {
    const unit = most / wantedPulses;
    const largest = hasSums ? 2 ** (shape.accumulatorBits - 1) - 1 : most;
    const threshold = clamp(Math.round(hasSums ? unit : unit / 2), 1, largest);
    return scaled({ pulses: 1, shift: 0, threshold }, mostX, mostDelta, threshold * (hasSums ? 1 : 2) * wantedPulses);
  }
  const shift = clamp(Math.floor(Math.log2(most / wantedPulses)), 0, mostShift(shape));
  return scaled({ pulses: limit, shift, threshold: 1 }, mostX, mostDelta, wantedPulses * 2 ** shift);
}

/** A pulse where both magnitudes reach the threshold: x from half of its scale, delta from where x at full scale wants half a pulse. */
function signScale(shape: UnitShape, wanted: WantedScale, wantedPulses: number): PulseScale {
  const [x, delta] = [xMagnitudeBits(shape), deltaMagnitudeBits(shape)];
  const threshold = Math.max(1, 2 ** (Math.min(x, delta) - 1));
  return {
    registers: { pulses: 1, shift: 0, threshold },
    xFullScale: ((wanted.x / 2) * (2 ** x - 1)) / threshold,
    deltaFullScale: ((wanted.delta / (2 * wantedPulses)) * (2 ** delta - 1)) / threshold,
    wantedPulses,
    mostPulses: 1,
    limitsDelta: false,
  };
}

/** The whole number at or above a quotient, which may lie above it by rounding only: 0.9/0.3 is 3. */
function wholeAbove(quotient: number): number {
  return Math.ceil(quotient * (1 - 1e-12));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
