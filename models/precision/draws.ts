import type { DataStatistics } from "../../generators/generator.ts";
import { largestFinite, type FloatFormat } from "../../generators/numeric/float-format.ts";
import { valueOf } from "../../generators/numeric/float-value.ts";
import { Random } from "../../src/core/random.ts";
import { Rounding } from "./rounding.ts";

/**
 * Random data that errors are measured on: activations of unit RMS, independent of each other, and ternary weights.
 *
 * - `gaussian`: normally distributed.
 * - `heavyTailed`: Student's t with 3 degrees of freedom, divided by its standard deviation √3. The activations of
 *   language models have outliers many times the RMS (T. Dettmers et al., "LLM.int8()", NeurIPS 2022, arXiv 2208.07339),
 *   which a Gaussian never shows: of 10^4 draws the largest is some 4 times the RMS, of this one some 16 times. Three is
 *   the smallest whole number of degrees of freedom with a finite variance, so that an RMS exists.
 */
export type Distribution = "gaussian" | "heavyTailed";

/** Part of the weights that is zero (the others are +1 or −1 alike), and the seed of everything. */
export type PrecisionStatistics = Pick<DataStatistics, "zeroWeights" | "seed">;

/** Activations of one distribution; products take theirs one after the other. */
export const DRAWS = 2 ** 19;
const WEIGHTS = 2 ** 20;
const FREEDOM = 3;

/** `count` draws of unit RMS. */
function draw(distribution: Distribution, count: number, seed: number): Float32Array {
  const random = new Random(seed);
  const next = distribution === "gaussian" ? () => random.gaussian() : () => studentT(random) / Math.sqrt(3);
  return Float32Array.from({ length: count }, next);
}

/** Student's t by polar generation (R. W. Bailey, Math. Comp. 62, 1994, 779–781). */
function studentT(random: Random): number {
  const radius = Math.sqrt(FREEDOM * ((1 - random.next()) ** (-2 / FREEDOM) - 1));
  return radius * Math.cos(2 * Math.PI * random.next());
}

/** Weights of all outputs, one output's behind the other's. */
export function drawWeights({ zeroWeights, seed }: PrecisionStatistics): Int8Array {
  const random = new Random(seed + 2);
  const weight = (): number => (random.next() < zeroWeights ? 0 : random.bit() * 2 - 1);
  return Int8Array.from({ length: WEIGHTS }, weight);
}

/**
 * Activations as numbers of `format`: each draw rounded to nearest, and what is larger than the largest number is that
 * number, as in a saturating conversion. This rounding is the input's, and part of no error.
 */
export function drawActivations(distribution: Distribution, format: FloatFormat, seed: number): Float32Array {
  const rounding = new Rounding(format, "kept");
  const largest = valueOf(largestFinite(format), format);
  const saturate = (value: number): number => Math.max(-largest, Math.min(largest, value));
  const draws = draw(distribution, DRAWS, distribution === "gaussian" ? seed : seed + 1);
  return draws.map((value) => rounding.round(saturate(value)));
}
