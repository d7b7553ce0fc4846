import type { NativeArithmetic } from "../../generators/streaming-core/float-golden.ts";
import type { DotProducts } from "./dot-products.ts";
import { Rounding } from "./rounding.ts";

/** `floatDotProduct` of native arithmetic, on values and without allocation. */
export function nativeSums(arithmetic: NativeArithmetic, inputs: number): DotProducts {
  const { table, accumulator, subnormals, partials, groupSize, groups } = arithmetic;
  const flushed = new Rounding(arithmetic.format, subnormals);
  const [inTable, inAccumulator] = [new Rounding(table, subnormals), new Rounding(accumulator, subnormals)];
  const skipsZeros = arithmetic.weights === "table";
  const values = new Float64Array(inputs);
  const [terms, words, sums] = [groupSize, groups, partials].map((length) => new Float64Array(length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];

  /** The sum of `terms[first … last − 1]`, in halves. */
  const halved = (first: number, last: number): number => {
    if (last - first === 1) return terms[first] as number;
    const middle = first + Math.ceil((last - first) / 2);
    return inTable.round(halved(first, middle) + halved(middle, last));
  };

  const paired = (level: Float64Array, count: number): number => {
    let length = count;
    while (length > 1) {
      const pairs = length >> 1;
      for (let i = 0; i < pairs; i++)
        level[i] = inAccumulator.round((level[2 * i] as number) + (level[2 * i + 1] as number));
      if (length % 2 === 1) level[pairs] = level[length - 1] as number;
      length = pairs + (length % 2);
    }
    return level[0] as number;
  };

  /** The word of the group whose inputs are `first … last − 1`. */
  const word = (first: number, last: number, weights: Int8Array, offset: number): number => {
    let count = 0;
    for (let j = last - 1; j >= first; j--) {
      const weight = weights[offset + j] as number;
      if (weight !== 0 || !skipsZeros) terms[count++] = weight * (values[j] as number);
    }
    return count === 0 ? 0 : halved(0, count);
  };

  return {
    load(activations, offset) {
      for (let j = 0; j < inputs; j++) {
        // A flushed activation is a zero of its sign; `round` makes it +0.
        const value = activations[offset + j] as number;
        values[j] = flushed.round(value) === 0 ? value * 0 : value;
      }
    },
    sum(weights, offset) {
      const tileInputs = groups * groupSize;
      const tiles = Math.ceil(inputs / tileInputs);
      sums.fill(0);
      for (let tile = 0; tile < tiles; tile++) {
        for (let l = 0; l < groups; l++) {
          const first = tile * tileInputs + l * groupSize;
          words[l] = first < inputs ? word(first, Math.min(first + groupSize, inputs), weights, offset) : 0;
        }
        const p = tile % partials;
        sums[p] = inAccumulator.round((sums[p] as number) + paired(words, groups));
      }
      return inAccumulator.round(paired(sums, Math.min(tiles, partials)));
    },
  };
}
