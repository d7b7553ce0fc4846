import type { MatrixProduct, Product } from "../../generators/contract/index.ts";
import { InputError } from "../core/errors.ts";
import { Random } from "../core/random.ts";
import { floatProductAt } from "./float-products.ts";

/** Fraction of zero weights in random products: 42 %, as in BitNet b1.58-2B-4T (anchors/lut-anchors.md §4.3). */
export const ZERO_FRACTION = 0.42;

/** How a product's values are drawn. The corners come first in every verification. */
export const CORNERS = [
  "all activations -2^(w-1), all weights -1",
  "all activations -2^(w-1), all weights +1",
  "all activations 2^(w-1)-1, all weights -1",
  "random activations, all weights zero",
  "random activations, all weights +1",
  "random activations, all weights -1",
  "one activation non-zero, random weights",
  "one weight per output non-zero",
] as const;

/** The product with this number: the corners first, then random ones. With a runtime shape the shapes vary too. */
export function productAt(streams: MatrixProduct, index: number, seed: number): Product {
  const random = new Random(seed * 7919 + index * 104729 + 1);
  const [inputs, outputs] = drawShape(streams, index, random);
  const low = -(2 ** (streams.activationBits - 1));
  const high = -low - 1;
  const anyActivation = (): number => random.integer(low, high);
  const anyWeight = (): number => (random.next() < ZERO_FRACTION ? 0 : random.bit() === 1 ? 1 : -1);
  const activations = new Int32Array(inputs).map(anyActivation);
  const weights = new Int8Array(inputs * outputs).map(anyWeight);
  if (streams.float !== undefined)
    return floatProductAt(streams.float.format, index, { inputs, outputs, weights }, random);
  const corner = CORNERS[index];
  if (corner === undefined) return { inputs, outputs, activations, weights };
  switch (corner) {
    case "all activations -2^(w-1), all weights -1":
      return { inputs, outputs, activations: activations.fill(low), weights: weights.fill(-1) };
    case "all activations -2^(w-1), all weights +1":
      return { inputs, outputs, activations: activations.fill(low), weights: weights.fill(1) };
    case "all activations 2^(w-1)-1, all weights -1":
      return { inputs, outputs, activations: activations.fill(high), weights: weights.fill(-1) };
    case "random activations, all weights zero":
      return { inputs, outputs, activations, weights: weights.fill(0) };
    case "random activations, all weights +1":
      return { inputs, outputs, activations, weights: weights.fill(1) };
    case "random activations, all weights -1":
      return { inputs, outputs, activations, weights: weights.fill(-1) };
    case "one activation non-zero, random weights":
      return { inputs, outputs, activations: single(activations.fill(0), random, low), weights };
    case "one weight per output non-zero":
      return { inputs, outputs, activations, weights: onePerRow(weights.fill(0), inputs, outputs, random) };
  }
}

function single(activations: Int32Array, random: Random, value: number): Int32Array {
  activations[random.integer(0, activations.length - 1)] = value;
  return activations;
}

function onePerRow(weights: Int8Array, inputs: number, outputs: number, random: Random): Int8Array {
  for (let i = 0; i < outputs; i++) weights[i * inputs + random.integer(0, inputs - 1)] = random.bit() === 1 ? 1 : -1;
  return weights;
}

/** Weights of one product with a runtime shape, at most; of one with a fixed shape, the most that can be held. */
const RUNTIME_WEIGHTS = 2 ** 20;
export const FIXED_WEIGHTS = 2 ** 28;

/**
 * Fixed: N × M. Runtime: all inputs with some outputs, some inputs with all outputs, 1 × 1, then random shapes, mostly
 * small so that many fit the time. @throws {InputError} if a fixed product is too large to be held in memory
 */
function drawShape(streams: MatrixProduct, index: number, random: Random): [number, number] {
  const { maxInputs, maxOutputs } = streams;
  if (streams.shape === "fixed") {
    if (maxInputs * maxOutputs <= FIXED_WEIGHTS) return [maxInputs, maxOutputs];
    throw InputError.at(
      "inputs x outputs",
      `got ${maxInputs} x ${maxOutputs} weights to verify, expected at most ${FIXED_WEIGHTS}`,
    );
  }
  const beside = (other: number): number => Math.max(64, Math.floor(RUNTIME_WEIGHTS / other));
  if (index === 0) return [maxInputs, Math.min(maxOutputs, beside(maxInputs))];
  if (index === 1) return [Math.min(maxInputs, beside(maxOutputs)), maxOutputs];
  if (index === 2) return [1, 1];
  const draw = (maximum: number): number => random.integer(1, random.next() < 0.25 ? maximum : Math.min(maximum, 64));
  const inputs = draw(maxInputs);
  return [inputs, Math.min(draw(maxOutputs), beside(inputs))];
}
