import type { TaskSettings } from "../../../src/core/training.ts";
import type { Converters } from "./passes.ts";
import type { Examples } from "../data/data-set.ts";

/** What shapes a network: a bias is a neuron beside those of its layer that is always 1. */
export type NetworkShape = Pick<TaskSettings, "layers" | "activation" | "output" | "biases">;

/**
 * Largest |−∂loss/∂sum| of an output: of a softmax with cross-entropy t − o; of a sigmoid with the squared error
 * 2(t − o)·o(1 − o), at most 8/27, where o is a third of the way from the right value to the wrong one.
 */
export const MOST_OUTPUT_ERROR: Readonly<Record<TaskSettings["output"], number>> = { softmax: 1, mse: 8 / 27 };

/** A multi-layer perceptron's values for one example; weights are given from outside, row by row (input by input). */
export class Network {
  readonly layers: readonly number[];
  /** Outputs of each layer of neurons, the inputs first, pixels as 0 … 1; the last of what feeds weights is the bias. */
  readonly activations: readonly Float32Array[];
  /** −∂loss/∂(weighted sum) of each layer of weights: what the update unit is given as delta. */
  readonly deltas: readonly Float32Array[];
  /** The activations without biases. */
  readonly #neurons: readonly Float32Array[];
  readonly #isSigmoid: boolean;
  readonly #output: TaskSettings["output"];
  readonly #converters: Converters | undefined;

  /** @param converters - what the passes go through; floating point without */
  constructor({ layers, activation, output, biases }: NetworkShape, converters?: Converters) {
    this.#converters = converters;
    this.layers = layers;
    this.#isSigmoid = activation === "sigmoid";
    this.#output = output;
    this.activations = layers.map((neurons, l) => {
      const hasBias = biases === "row" && l < layers.length - 1;
      return new Float32Array(neurons + (hasBias ? 1 : 0)).fill(1);
    });
    this.#neurons = layers.map((neurons, l) => (this.activations[l] as Float32Array).subarray(0, neurons));
    this.deltas = layers.slice(1).map((neurons) => new Float32Array(neurons));
  }

  /** Weighted sums, activations and outputs of one example. */
  forward({ inputs, pixels }: Examples, example: number, weights: readonly Float32Array[]): void {
    const first = this.activations[0] as Float32Array;
    for (let j = 0, at = example * inputs; j < inputs; j++, at++) first[j] = (pixels[at] as number) / 255;
    for (let l = 0; l < weights.length; l++) {
      const sums = this.#neurons[l + 1] as Float32Array;
      const values = this.activations[l] as Float32Array;
      multiply(this.#converters?.inputs(values) ?? values, weights[l] as Float32Array, sums);
      this.#converters?.read(sums);
      const isLast = l === weights.length - 1;
      if (isLast && this.#output === "softmax") softmax(sums);
      else if (isLast || this.#isSigmoid) sigmoid(sums);
      else for (let i = 0; i < sums.length; i++) if ((sums[i] as number) < 0) sums[i] = 0;
    }
  }

  /** The deltas for a label, after `forward`: of cross-entropy or squared errors, back through all layers. */
  backward(label: number, weights: readonly Float32Array[]): void {
    const last = weights.length - 1;
    const outputs = this.activations[last + 1] as Float32Array;
    const errors = this.deltas[last] as Float32Array;
    for (let i = 0; i < outputs.length; i++) {
      const output = outputs[i] as number;
      const error = (i === label ? 1 : 0) - output;
      errors[i] = this.#output === "softmax" ? error : 2 * error * output * (1 - output);
    }
    for (let l = last; l > 0; l--) {
      const values = this.#neurons[l] as Float32Array;
      const errors = this.deltas[l] as Float32Array;
      const above = this.#converters?.errors(errors) ?? errors;
      const below = this.deltas[l - 1] as Float32Array;
      const layer = weights[l] as Float32Array;
      for (let j = 0, at = 0; j < values.length; j++) {
        let sum = 0;
        for (let i = 0; i < above.length; i++, at++) sum += (layer[at] as number) * (above[i] as number);
        below[j] = sum;
      }
      this.#converters?.read(below);
      for (let j = 0; j < values.length; j++) {
        const value = values[j] as number;
        below[j] = (below[j] as number) * (this.#isSigmoid ? value * (1 - value) : value > 0 ? 1 : 0);
      }
    }
  }

  /** The class that the network takes the example for. */
  answer(): number {
    const outputs = this.activations.at(-1) as Float32Array;
    let best = 0;
    for (let i = 1; i < outputs.length; i++) if ((outputs[i] as number) > (outputs[best] as number)) best = i;
    return best;
  }

  /** Part of the examples that are classified rightly; NaN weights count as wrong answers. */
  accuracy(examples: Examples, weights: readonly Float32Array[]): number {
    let right = 0;
    for (let e = 0; e < examples.count; e++) {
      this.forward(examples, e, weights);
      const answer = this.answer();
      if (answer === examples.labels[e] && !Number.isNaN(this.activations.at(-1)?.[answer])) right++;
    }
    return right / examples.count;
  }
}

/** sums_i = Σ_j values_j · weights_ji; inputs of 0 cost nothing. */
function multiply(values: Float32Array, weights: Float32Array, sums: Float32Array): void {
  sums.fill(0);
  const columns = sums.length;
  for (let j = 0; j < values.length; j++) {
    const value = values[j] as number;
    if (value === 0) continue;
    const first = j * columns;
    for (let i = 0; i < columns; i++) sums[i] = (sums[i] as number) + value * (weights[first + i] as number);
  }
}

function sigmoid(sums: Float32Array): void {
  for (let i = 0; i < sums.length; i++) sums[i] = 1 / (1 + Math.exp(-(sums[i] as number)));
}

function softmax(sums: Float32Array): void {
  const largest = sums.reduce((most, sum) => Math.max(most, sum), -Infinity);
  let total = 0;
  for (let i = 0; i < sums.length; i++) total += sums[i] = Math.exp((sums[i] as number) - largest);
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) / total;
}
