import type { CoreGenerator, Padding, Product } from "../../generators/contract/index.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { Simulator } from "../../src/hdl/simulate.ts";

/** The output beats of one product through a core of fixed shape, as numbers, without stalls. */
export function runProduct(
  generator: CoreGenerator,
  parameters: ParameterValues,
  product: Product,
  padding: Padding,
): bigint[] {
  const simulator = new Simulator(generator.elaborate(parameters));
  const streams = generator.product(parameters);
  const next = { act: 0, key: 0 };
  const beats = {
    act: Array.from({ length: streams.activationBeats(product) }, (_, i) =>
      streams.activationBeat(product, i, padding),
    ),
    key: Array.from({ length: streams.keyBeats(product) }, (_, i) => streams.keyBeat(product, i, padding)),
  };
  const outputs: bigint[] = [];
  for (const port of ["act_valid", "key_valid"]) simulator.set(port, 0n);
  simulator.set("out_ready", 1n);
  simulator.reset();
  for (let cycle = 0; outputs.length < streams.outputBeats(product); cycle++) {
    if (cycle > 1000) throw new Error("nothing came out");
    for (const port of ["act", "key"] as const) {
      const beat = beats[port][next[port]];
      simulator.set(`${port}_valid`, beat === undefined ? 0n : 1n);
      if (beat !== undefined) simulator.setBits(`${port}_data`, beat, 0);
    }
    simulator.evaluate();
    for (const port of ["act", "key"] as const)
      if (next[port] < beats[port].length && simulator.get(`${port}_ready`) === 1n) next[port]++;
    if (simulator.get("out_valid") === 1n) outputs.push(simulator.get("out_data"));
    simulator.clock();
  }
  return outputs;
}
