import type { UnitShape, UnitRegisters } from "../../contract/index.ts";
import { countExponent, deltaMagnitudeBits, xMagnitudeBits } from "../shape.ts";

/** The arithmetic of one synapse, in plain whole numbers. */

/** A number as sign and magnitude. */
export interface SignedMagnitude {
  readonly sign: 1 | -1;
  readonly magnitude: number;
}

/** |v| as the unit takes it: −2^(b−1) is −(2^(b−1) − 1), and one signed bit is a sign (0: +1, 1 or −1: −1). */
export function signedMagnitude(value: number, bits: number, sign: "signed" | "unsigned"): SignedMagnitude {
  if (sign === "unsigned") return { sign: 1, magnitude: value };
  if (bits === 1) return { sign: value === 0 ? 1 : -1, magnitude: 1 };
  return { sign: value < 0 ? -1 : 1, magnitude: Math.min(Math.abs(value), 2 ** (bits - 1) - 1) };
}

/** Sign and magnitude of an x. */
export function ofX({ xBits, xSign }: UnitShape, value: number): SignedMagnitude {
  return signedMagnitude(value, xBits, xSign);
}

/** Sign and magnitude of a delta. */
export function ofDelta({ deltaBits }: UnitShape, value: number): SignedMagnitude {
  return signedMagnitude(value, deltaBits, "signed");
}

/** A magnitude of M bits as a count of 0 … 2^B: to the nearest, half up. */
export function countOf(magnitude: number, magnitudeBits: number, exponent: number): number {
  return Math.min(2 ** exponent, Math.floor((magnitude * 2 ** exponent) / 2 ** magnitudeBits + 0.5));
}

/**
 * What a random word of M bits must be below for a stochastic train to fire: m · 2^M / (2^M − 1) to the nearest, 0 … 2^M. So
 * the largest magnitude fires in every slot, as a probability of 1 must.
 */
export function trainLevel(magnitude: number, magnitudeBits: number): number {
  return magnitude + Math.floor(magnitude / 2 ** (magnitudeBits - 1));
}

/** What x and delta are multiplied to, magnitudes only. */
export function productOf(shape: UnitShape, x: number, delta: number): number {
  if (shape.encoding === "mean-count") {
    const exponent = countExponent(shape);
    return countOf(x, xMagnitudeBits(shape), exponent) * countOf(delta, deltaMagnitudeBits(shape), exponent);
  }
  if (shape.product === "min") return Math.min(x, delta);
  return x * (shape.product === "shift-add" ? twoLeadingOnes(delta) : delta);
}

/** The value of the two highest ones of a number. */
export function twoLeadingOnes(value: number): number {
  if (value === 0) return 0;
  const first = 2 ** Math.floor(Math.log2(value));
  const rest = value - first;
  return rest === 0 ? first : first + 2 ** Math.floor(Math.log2(rest));
}

/** Pulses for a magnitude; `word` is the random word of the lane. */
export function pulsesOf(
  shape: UnitShape,
  { shift, threshold, pulses }: UnitRegisters,
  magnitude: number,
  word: number,
): number {
  const limit = shape.encoding === "sign" ? Math.min(1, pulses) : pulses;
  return Math.min(limit, rounded());

  function rounded(): number {
    const scale = 2 ** shift;
    switch (shape.rounding) {
      case "truncate":
        return Math.floor(magnitude / scale);
      case "round":
        return Math.floor(magnitude / scale + (shift > 0 ? 0.5 : 0));
      case "stochastic":
        return Math.floor((magnitude + (word % scale)) / scale);
      case "threshold":
        return magnitude >= threshold ? 1 : 0;
    }
  }
}

/** Pulses that rewrite a difference: a gain of quarters, each of its bits rounded down by itself. */
export function rewritePulses(difference: number, gain: number): number {
  const part = (bit: number, scale: number): number =>
    Math.floor(gain / 2 ** bit) % 2 === 1 ? Math.floor(difference * scale) : 0;
  return part(3, 2) + part(2, 1) + part(1, 1 / 2) + part(0, 1 / 4);
}

/** What is taken off the accumulated sum for `pulses` pulses. */
export function appliedBy({ rounding }: UnitShape, { shift, threshold }: UnitRegisters, pulses: number): number {
  return rounding === "threshold" ? pulses * threshold : pulses * 2 ** shift;
}
