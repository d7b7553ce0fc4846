import { describe, expect, it } from "vitest";
import { MOST_OUTPUT_ERROR, Network } from "../../../../models/training/run/network.ts";
import { Random } from "../../../../src/core/random.ts";

/** One example: all pixels white but the last. */
const EXAMPLES = { count: 1, inputs: 3, pixels: Uint8Array.of(255, 255, 0), labels: Uint8Array.of(1) };

/** −log of the probability of class 1, in double precision and without the class under test. */
function loss(weights: readonly (readonly number[])[], activation: "sigmoid" | "relu"): number {
  const layer = (values: readonly number[], own: readonly number[]): number[] => {
    const outputs = own.length / values.length;
    return Array.from({ length: outputs }, (_, i) => values.reduce((sum, v, j) => sum + v * own[j * outputs + i]!, 0));
  };
  const [first = [], second = []] = weights;
  const hidden = layer([1, 1, 0], first).map((sum) =>
    activation === "sigmoid" ? 1 / (1 + Math.exp(-sum)) : Math.max(0, sum),
  );
  const exps = layer(hidden, second).map(Math.exp);
  return -Math.log(exps[1]! / exps.reduce((sum, each) => sum + each, 0));
}

const PLAIN = { activation: "sigmoid", output: "softmax", biases: "none" } as const;

describe("new Network(shape)", () => {
  it("forward(examples, example, weights): pixels as 0 … 1, sigmoids, then parts of 1", () => {
    const network = new Network({ ...PLAIN, layers: [3, 1, 2] });
    network.forward(EXAMPLES, 0, [Float32Array.of(Math.log(3), 0, 7), Float32Array.of(0, 0)]);
    expect([...network.activations[0]!]).toEqual([1, 1, 0]);
    expect(network.activations[1]![0]).toBeCloseTo(3 / 4, 6);
    expect([...network.activations[2]!]).toEqual([0.5, 0.5]);
  });

  it.each(["sigmoid", "relu"] as const)("backward(label, weights) is the slope of the loss, with %s", (activation) => {
    const random = new Random(3);
    const weights = [12, 8].map((count) => Array.from({ length: count }, () => random.integer(-100, 100) / 100));
    const network = new Network({ ...PLAIN, layers: [3, 4, 2], activation });
    const own = weights.map((layer) => Float32Array.from(layer));
    network.forward(EXAMPLES, 0, own);
    network.backward(1, own);
    const step = 1e-5;
    for (const [l, layer] of weights.entries()) {
      for (const at of layer.keys()) {
        const moved = (by: number) => weights.map((each, k) => each.map((w, i) => (k === l && i === at ? w + by : w)));
        const slope = (loss(moved(step), activation) - loss(moved(-step), activation)) / (2 * step);
        const outputs = network.deltas[l]!.length;
        const x = network.activations[l]![Math.floor(at / outputs)]!;
        expect(x * network.deltas[l]![at % outputs]!, `layer ${l}, weight ${at}`).toBeCloseTo(-slope, 5);
      }
    }
  });

  it("accuracy(examples, weights) counts right answers, and weights that are no numbers as wrong", () => {
    const network = new Network({ ...PLAIN, layers: [3, 2] });
    expect(network.accuracy(EXAMPLES, [Float32Array.of(0, 1, 0, 1, 0, 1)])).toBe(1);
    expect(network.accuracy(EXAMPLES, [Float32Array.of(1, 0, 1, 0, 1, 0)])).toBe(0);
    expect(network.accuracy(EXAMPLES, [new Float32Array(6).fill(Number.NaN)])).toBe(0);
  });

  it("a bias is one more row whose x is 1, and outputs of squared errors are sigmoids: slopes of their loss", () => {
    const shape = { ...PLAIN, layers: [2, 2, 2], output: "mse", biases: "row" } as const;
    const random = new Random(5);
    const weights = [6, 6].map((count) => Array.from({ length: count }, () => random.integer(-100, 100) / 50));
    const inputs = { inputs: 2, count: 1, pixels: Uint8Array.of(255, 51), labels: Uint8Array.of(1) };
    const sigmoid = (sum: number): number => 1 / (1 + Math.exp(-sum));
    const layer = (values: readonly number[], w: readonly number[]): number[] =>
      [0, 1].map((i) => sigmoid(values[0]! * w[i]! + values[1]! * w[2 + i]! + w[4 + i]!));
    const squares = ([first, second]: readonly (readonly number[])[]): number => {
      const [a, b] = layer(layer([1, 0.2], first!), second!);
      return a! ** 2 + (1 - b!) ** 2;
    };
    const network = new Network(shape);
    const own = weights.map((each) => Float32Array.from(each));
    network.forward(inputs, 0, own);
    network.backward(1, own);
    const step = 1e-5;
    for (const [l, values] of weights.entries())
      for (const at of values.keys()) {
        const moved = (by: number) => weights.map((each, k) => each.map((w, i) => (k === l && i === at ? w + by : w)));
        const slope = (squares(moved(step)) - squares(moved(-step))) / (2 * step);
        const x = network.activations[l]![Math.floor(at / 2)]!;
        expect(x * network.deltas[l]![at % 2]!, `layer ${l}, weight ${at}`).toBeCloseTo(-slope, 5);
      }
    expect([network.activations[0]![2], network.activations[1]![2], network.activations[2]!.length]).toEqual([1, 1, 2]);
  });

  it("MOST_OUTPUT_ERROR is the largest 2(t − o)·o(1 − o)", () => {
    const all = Array.from({ length: 9999 }, (_, k) => (k + 1) / 10_000).map((o) => 2 * (1 - o) * o * (1 - o));
    expect(Math.max(...all)).toBeCloseTo(MOST_OUTPUT_ERROR.mse, 6);
  });
});
