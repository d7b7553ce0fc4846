import type { MatrixProduct, Product } from "../../generators/contract/index.ts";
import { InputError } from "../core/errors.ts";
import { FIXED_WEIGHTS } from "../verify/products.ts";
import type { Layer } from "./checkpoint.ts";

/** Products without activations: what keys need. */
export type LayerProduct = Product & {
  /** The first output of the layer that it has. */
  readonly firstOutput: number;
  /** How many of them; the rest of a product of fixed shape are zeros. */
  readonly usedOutputs: number;
};

/** @throws {InputError} in one line if the design cannot take the layer: too many inputs, or a product that memory cannot hold */
export function requireFit(layer: Layer, streams: MatrixProduct, where: string): void {
  const { inputs, outputs } = productShape(layer, streams);
  if (layer.inputs > streams.maxInputs) {
    const message = `got ${layer.inputs} inputs, expected at most the ${streams.maxInputs} of the design, whose sums could overflow`;
    throw InputError.at(where, message);
  }
  if (inputs * outputs > FIXED_WEIGHTS)
    throw InputError.at(where, `got products of ${inputs} x ${outputs} weights, expected at most ${FIXED_WEIGHTS}`);
}

/**
 * The products of a layer, in the order of its outputs, one in memory at a time: M outputs each, of the last one what is left. With
 * a fixed shape every product is N × M, filled up with zero weights (docs/streams.md, models/workload/mapping.ts).
 * Call it only behind `requireFit`.
 */
export function* layerProducts(layer: Layer, streams: MatrixProduct): Generator<LayerProduct> {
  for (let firstOutput = 0; firstOutput < layer.outputs; firstOutput += streams.maxOutputs) {
    const usedOutputs = Math.min(streams.maxOutputs, layer.outputs - firstOutput);
    const { inputs, outputs } = productShape(layer, streams, usedOutputs);
    const weights = new Int8Array(inputs * outputs);
    let row = 0;
    for (const { trits } of layer.rows(firstOutput, firstOutput + usedOutputs)) weights.set(trits, inputs * row++);
    yield { inputs, outputs, weights, activations: new Int32Array(inputs), firstOutput, usedOutputs };
  }
}

function productShape(
  layer: Layer,
  { shape, maxInputs, maxOutputs }: MatrixProduct,
  usedOutputs = Math.min(layer.outputs, maxOutputs),
): { readonly inputs: number; readonly outputs: number } {
  switch (shape) {
    case "fixed":
      return { inputs: maxInputs, outputs: maxOutputs };
    case "runtime":
      return { inputs: layer.inputs, outputs: usedOutputs };
  }
}
