import type { CoreGenerator } from "../../generators/contract/index.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { Simulator } from "../../src/hdl/simulate.ts";
import { Random } from "../../src/core/random.ts";

/** N × M of one product. */
export type Shape = readonly [inputs: number, outputs: number];

/**
 * Runs products without a single stall (every stream always valid, the output always ready) and measures the clock
 * cycles from the first accepted beat to the last output beat, both included. `isSeparate`: a product is only offered
 * once the one before has left, and the cycles of all are added.
 */
export function measureCycles(
  generator: CoreGenerator,
  parameters: ParameterValues,
  shapes: readonly Shape[],
  isSeparate = false,
): number {
  const simulator = new Simulator(generator.elaborate(parameters));
  simulator.set("rst", 0n);
  simulator.reset();
  const batches = isSeparate ? shapes.map((shape) => [shape]) : [shapes];
  return batches.reduce((cycles, batch) => cycles + run(simulator, generator, parameters, batch), 0);
}

function run(
  simulator: Simulator,
  generator: CoreGenerator,
  parameters: ParameterValues,
  shapes: readonly Shape[],
): number {
  const streams = generator.product(parameters);
  const random = new Random(1);
  const products = shapes.map(([inputs, outputs]) => ({
    inputs,
    outputs,
    activations: new Int32Array(inputs).map(() => random.integer(-8, 7)),
    weights: new Int8Array(inputs * outputs).map(() => random.integer(-1, 1)),
  }));
  const zero = { bit: () => 0, weight: () => 0 };
  const beats = {
    act: products.flatMap((p) => list(streams.activationBeats(p), (i) => streams.activationBeat(p, i, zero))),
    key: products.flatMap((p) => list(streams.keyBeats(p), (i) => streams.keyBeat(p, i, zero))),
    out: products.flatMap((p) => list(streams.outputBeats(p), (i) => streams.outputBeat(p, i))),
    shape: streams.shape === "runtime" ? shapes : [],
  };
  const next = { act: 0, key: 0, shape: 0 };
  let first: number | undefined;
  let received = 0;
  simulator.set("out_ready", 1n);
  for (let cycle = 0; cycle < 10_000; cycle++) {
    for (const port of ["act", "key"] as const) {
      const data = beats[port][next[port]];
      simulator.set(`${port}_valid`, data === undefined ? 0n : 1n);
      if (data !== undefined) simulator.setBits(`${port}_data`, data, 0);
    }
    const shape = beats.shape[next.shape];
    if (streams.shape === "runtime") simulator.set("shape_valid", shape === undefined ? 0n : 1n);
    if (shape !== undefined) {
      simulator.set("shape_inputs", BigInt(shape[0]));
      simulator.set("shape_outputs", BigInt(shape[1]));
    }
    simulator.evaluate();
    for (const port of ["act", "key", "shape"] as const) {
      if (beats[port][next[port]] === undefined || simulator.get(`${port}_ready`) === 0n) continue;
      next[port]++;
      first ??= cycle;
    }
    if (simulator.get("out_valid") === 1n) {
      const expected = beats.out[received++] as Uint8Array;
      if (!simulator.matches("out_data", expected, 0)) throw new Error(`output beat ${received - 1} is wrong`);
    }
    simulator.clock();
    if (received === beats.out.length) return cycle - (first ?? 0) + 1;
  }
  throw new Error("nothing came out");
}

function list<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}
