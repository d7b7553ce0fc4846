import type { NativeArithmetic } from "../../generators/contract/index.ts";
import type { DotProducts } from "./dot-products.ts";
import { Rounding } from "./rounding.ts";

/**
 * `floatDotProduct` of native arithmetic, on values and without allocation. A sum may meet zeros of either sign where the
 * definition leaves terms out: partial sums start at +0, so that no result shows them.
 */
export function nativeSums(arithmetic: NativeArithmetic, inputs: number): DotProducts {
  const { accumulator, subnormals, partials, groupSize, groups } = arithmetic;
  const flushed = new Rounding(arithmetic.format, subnormals);
  const rounding = new Rounding(accumulator, subnormals);
  const tiles = Math.ceil(inputs / (groups * groupSize));
  const inTable = new Rounding(arithmetic.table, subnormals);
  const values = new Float64Array(inputs);
  // The last tile is filled up with zeros.
  const terms = new Float64Array(tiles * groups * groupSize);
  const words = new Float64Array(tiles * groups);
  const sums = new Float64Array(Math.min(partials, tiles));
  return {
    load(activations, offset) {
      for (let j = 0; j < inputs; j++) values[j] = flushed.round(activations[offset + j] as number);
    },
    sum(weights, offset) {
      for (let j = 0; j < inputs; j++) terms[j] = (weights[offset + j] as number) * (values[j] as number);
      makeWords(terms, words, groupSize, inTable);
      sums.fill(0);
      for (let tile = 0; tile < tiles; tile++) {
        const p = tile % partials;
        sums[p] = rounding.round((sums[p] as number) + pairedSum(words, tile * groups, groups, rounding));
      }
      return pairedSum(sums, 0, sums.length, rounding);
    },
  };
}

/** Neighbours are added until one word is left. */
function pairedSum(words: Float64Array, first: number, count: number, rounding: Rounding): number {
  let length = count;
  while (length > 1) {
    const pairs = length >> 1;
    for (let i = 0; i < pairs; i++)
      words[first + i] = rounding.round((words[first + 2 * i] as number) + (words[first + 2 * i + 1] as number));
    if (length % 2 === 1) words[first + pairs] = words[first + length - 1] as number;
    length = pairs + (length % 2);
  }
  return words[first] as number;
}

/** From weighted activations to words. Places have their order, so it makes no difference to a sum which terms are zero. */
function makeWords(terms: Float64Array, words: Float64Array, groupSize: number, rounding: Rounding): void {
  if (groupSize === 1) return words.set(terms);
  for (let l = 0; l < words.length; l++) {
    const first = l * groupSize;
    if (groupSize > 3) words[l] = halvedSum(terms, first, first + groupSize, rounding);
    else {
      const sum = rounding.round((terms[first + groupSize - 1] as number) + (terms[first + groupSize - 2] as number));
      words[l] = groupSize === 2 ? sum : rounding.round(sum + (terms[first] as number));
    }
  }
}

/** The upper half, the larger one, and the lower half are summed and added. */
function halvedSum(terms: Float64Array, first: number, last: number, rounding: Rounding): number {
  if (last - first === 1) return terms[first] as number;
  const middle = last - Math.ceil((last - first) / 2);
  return rounding.round(halvedSum(terms, middle, last, rounding) + halvedSum(terms, first, middle, rounding));
}
