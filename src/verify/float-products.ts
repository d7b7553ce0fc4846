import { bitsOf } from "../../generators/numeric/float-value.ts";
import { formatBits, largestFinite, type FloatFormat } from "../../generators/numeric/float-format.ts";
import type { Product } from "../../generators/contract/index.ts";
import type { Random } from "../core/random.ts";

/** How a product of floating-point activations is drawn. The corners come first in every verification. */
export const FLOAT_CORNERS = [
  "all activations the largest, all weights +1",
  "all activations the largest, all weights -1",
  "largest of both signs, random weights",
  "random activations, all weights zero",
  "random activations, all weights +1",
  "random activations, all weights -1",
  "one activation is NaN, random weights",
  "one activation is infinite, random weights",
  "infinities of both signs, random weights",
  "subnormals, random weights",
  "negative zeros, random weights",
  "neighbours cancel, all weights +1",
  "one weight per output non-zero",
] as const;

type Draw = (j: number) => number;

/** Activations (bit patterns) and weights of the product with this number; `weights` comes filled at random. */
export function floatProductAt(
  format: FloatFormat,
  index: number,
  shape: { readonly inputs: number; readonly outputs: number; readonly weights: Int8Array },
  random: Random,
): Product {
  const { inputs, outputs, weights } = shape;
  const sign = 2 ** (formatBits(format) - 1);
  const anySign = (): number => (random.bit() === 1 ? sign : 0);
  const usual = usualDraw(format, random);
  const product = (draw: Draw, chosen = weights): Product => ({
    inputs,
    outputs,
    activations: Int32Array.from({ length: inputs }, (_, j) => draw(j) | 0),
    weights: chosen,
  });
  const with1 = (pattern: number): Product => {
    const place = random.integer(0, inputs - 1);
    return product((j) => (j === place ? pattern : usual(j)));
  };
  const beyond = largestFinite(format) + 1;
  const corner = FLOAT_CORNERS[index];
  if (corner === undefined) return product(index % 3 === 0 ? anyFinite(format, random) : usual);
  switch (corner) {
    case "all activations the largest, all weights +1":
      return product(() => largestFinite(format), weights.fill(1));
    case "all activations the largest, all weights -1":
      return product(() => largestFinite(format), weights.fill(-1));
    case "largest of both signs, random weights":
      return product(() => largestFinite(format) + anySign());
    case "random activations, all weights zero":
      return product(usual, weights.fill(0));
    case "random activations, all weights +1":
      return product(usual, weights.fill(1));
    case "random activations, all weights -1":
      return product(usual, weights.fill(-1));
    case "one activation is NaN, random weights":
      return with1(sign - 1 + anySign());
    case "one activation is infinite, random weights":
      return with1(beyond + anySign());
    case "infinities of both signs, random weights":
      return product((j) => (random.integer(0, inputs - 1) < 2 ? beyond + anySign() : usual(j)));
    case "subnormals, random weights":
      return product(() => random.integer(0, 2 ** format.mantissaBits - 1) + anySign());
    case "negative zeros, random weights":
      return product(() => sign);
    case "neighbours cancel, all weights +1": {
      const values = Array.from({ length: inputs }, (_, j) => usual(j) % sign);
      return product((j) => (j % 2 === 0 ? (values[j] as number) : (values[j - 1] as number) + sign), weights.fill(1));
    }
    case "one weight per output non-zero": {
      weights.fill(0);
      for (let i = 0; i < outputs; i++)
        weights[i * inputs + random.integer(0, inputs - 1)] = random.bit() === 1 ? 1 : -1;
      return product(usual, weights);
    }
  }
}

/** Gaussian values of some size. */
function usualDraw(format: FloatFormat, random: Random): Draw {
  return () => bitsOf(random.gaussian(), format);
}

/** Any finite pattern: all exponents are alike. */
function anyFinite(format: FloatFormat, random: Random): Draw {
  const sign = 2 ** (formatBits(format) - 1);
  return () => random.integer(0, largestFinite(format)) + (random.bit() === 1 ? sign : 0);
}
