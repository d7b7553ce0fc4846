import type { DataStatistics } from "../../generators/contract/index.ts";
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
export const DRAWS = 2 ** 20;
export const WEIGHTS = 2 ** 20;

/**
 * Draws of unit RMS in polar form, radius · cos(angle) (Gaussian: G. E. P. Box and M. E. Muller, Ann. Math. Stat. 29, 1958,
 * 610–611; Student: R. W. Bailey, Math. Comp. 62, 1994, 779–781). The radii are the midpoint quantiles of their
 * distribution in random order, so that the rarest and largest come as often with one seed as with another.
 */
function draw(distribution: Distribution, random: Random): Float32Array {
  const radius = { gaussian: gaussianRadius, heavyTailed: studentRadius }[distribution];
  const draws = Float32Array.from(
    { length: DRAWS },
    (_, i) => radius((i + 0.5) / DRAWS) * Math.cos(2 * Math.PI * random.next()),
  );
  shuffle(draws, random);
  return draws;
}

/** Seeds whose draws are kept; those of a seed are 8 MB and take a quarter of a second. */
const MOST_SEEDS = 2;
const kept = new Map<number, Map<Distribution, Float32Array>>();

/** The draws before they are rounded, the same array whoever asks: formats differ in the rounding alone. */
function drawn(distribution: Distribution, seed: number): Float32Array {
  const known = kept.get(seed)?.get(distribution);
  if (known !== undefined) return known;
  if (!kept.has(seed) && kept.size >= MOST_SEEDS) kept.clear();
  const draws = draw(distribution, new Random(distribution === "gaussian" ? seed : seed + 1));
  kept.set(seed, new Map([...(kept.get(seed) ?? []), [distribution, draws]]));
  return draws;
}

function gaussianRadius(part: number): number {
  return Math.sqrt(-2 * Math.log(part));
}

/** √(3 (u^(−2/3) − 1)), divided by the standard deviation √3. */
function studentRadius(part: number): number {
  return Math.sqrt(part ** (-2 / 3) - 1);
}

/** R. A. Fisher and F. Yates, as by R. Durstenfeld, Comm. ACM 7, 1964, 420. */
function shuffle(values: Float32Array, random: Random): void {
  for (let i = values.length - 1; i > 0; i--) {
    const other = random.integer(0, i);
    const value = values[i] as number;
    values[i] = values[other] as number;
    values[other] = value;
  }
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
  return drawn(distribution, seed).map((value) => rounding.round(saturate(value)));
}
