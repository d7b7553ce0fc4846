import { describe, expect, it } from "vitest";
import { arePassesExact, Converters, EXACT_PASSES } from "../../../../models/training/run/passes.ts";
import { Network } from "../../../../models/training/run/network.ts";

const rounded = (values: Float32Array): number[] => [...values].map((value) => Number(value.toFixed(6)) + 0);

describe("Converters", () => {
  it("inputs(values): codes of a vector's power of two, unsigned in 2^b − 1 steps, signed in 2^(b−1) − 1 each way", () => {
    const converters = new Converters({ ...EXACT_PASSES, dacBits: 2 }, 1);
    expect(rounded(converters.inputs(Float32Array.of(0, 0.4, 0.9)))).toEqual([0, 0.333333, 1]);
    expect(rounded(converters.inputs(Float32Array.of(-0.4, 0.2, 0.9)))).toEqual([0, 0, 1]);
    expect(rounded(converters.inputs(Float32Array.of(0, 3)))).toEqual([0, 2.666667]);
    expect(rounded(converters.inputs(new Float32Array(2)))).toEqual([0, 0]);
  });

  it("leaves everything as it is with 0 bits and no noise", () => {
    const values = Float32Array.of(0.1234, -5);
    const converters = new Converters(EXACT_PASSES, 1);
    expect([converters.inputs(values), converters.errors(values)]).toEqual([values, values]);
    converters.read(values);
    expect([...values]).toEqual([...Float32Array.of(0.1234, -5)]);
    expect([EXACT_PASSES, { ...EXACT_PASSES, readNoise: 0.1 }].map(arePassesExact)).toEqual([true, false]);
  });

  it("read(sums) adds noise of the stated deviation, then counts codes", () => {
    const converters = new Converters({ ...EXACT_PASSES, readNoise: 0.06 }, 3);
    const sums = new Float32Array(20_000).fill(1);
    converters.read(sums);
    const mean = sums.reduce((total, each) => total + each, 0) / sums.length;
    const variance = sums.reduce((total, each) => total + (each - mean) ** 2, 0) / sums.length;
    expect(mean).toBeCloseTo(1, 2);
    expect(Math.sqrt(variance)).toBeCloseTo(0.06, 2);
    const coarse = Float32Array.of(0.9, -0.3);
    new Converters({ ...EXACT_PASSES, sumBits: 2 }, 1).read(coarse);
    expect([...coarse].map((each) => each + 0)).toEqual([1, 0]);
  });
});

describe("new Network(shape, converters)", () => {
  const shape = { layers: [2, 2, 2], activation: "relu", output: "mse", biases: "none" } as const;
  const example = { inputs: 2, count: 1, pixels: Uint8Array.of(255, 102), labels: Uint8Array.of(0) };
  const weights = [Float32Array.of(1, 0.5, 0.25, 1), Float32Array.of(1, -1, 0.5, 0.5)];

  it("multiplies what converters make of x, and sends back what they make of delta", () => {
    const network = new Network(shape, new Converters({ ...EXACT_PASSES, dacBits: 1, errorBits: 2 }, 1));
    network.forward(example, 0, weights);
    // x = 0.4 is 0 in one bit, so the hidden sums are those of the first input alone: 1 and 0.5.
    expect([...network.activations[1]!]).toEqual([1, 0.5]);
    // Hidden values of one bit: 1, 1 (0.5 rounds up): sums 1.5 and −0.5.
    const sigmoid = (sum: number) => 1 / (1 + Math.exp(-sum));
    expect(network.activations[2]![0]).toBeCloseTo(sigmoid(1.5), 6);
    expect(network.activations[2]![1]).toBeCloseTo(sigmoid(-0.5), 6);
    network.backward(0, weights);
    const [first, second] = network.deltas[1]!;
    // Two signed bits: the larger magnitude is the full scale's power of two or 0, the smaller likewise.
    const scale = 2 ** Math.ceil(Math.log2(Math.max(Math.abs(first!), Math.abs(second!))));
    const [a, b] = [Math.round(first! / scale) * scale, Math.round(second! / scale) * scale];
    expect(network.deltas[0]![0]).toBeCloseTo(a - b, 6);
    expect(network.deltas[0]![1]).toBeCloseTo(0.5 * a + 0.5 * b, 6);
  });
});
