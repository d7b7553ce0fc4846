import { findGenerator } from "../../generators/registry.ts";
import { LANES, Simulator } from "../../src/hdl/simulate.ts";

const SECONDS = 2;

/**
 * Node evaluations per second of the compiled simulator on one core, clock edges included: a µ = 3, L = 8, K = 16 core.
 * One pass evaluates 32 independent lanes, so the figure for one lane is what a single simulation sees.
 */
export function benchSimulator(): string {
  const generator = findGenerator("ternary-lut");
  if (generator === undefined) throw new Error("there is no generator ternary-lut");
  const defaults = Object.fromEntries(generator.schema.map((parameter) => [parameter.name, parameter.default]));
  const simulator = new Simulator(generator.elaborate(defaults));
  simulator.reset();
  const cycle = (count: number): void => {
    for (let i = 0; i < count; i++) {
      simulator.evaluate();
      simulator.clock();
    }
  };
  cycle(100); // the compiler warms up
  let cycles = 0;
  const begin = performance.now();
  let seconds = 0;
  for (; seconds < SECONDS; seconds = (performance.now() - begin) / 1000) {
    cycle(100);
    cycles += 100;
  }
  const single = (cycles * simulator.nodes) / seconds / 1e6;
  return [
    `simulator, ${simulator.nodes} nodes (${simulator.gates} gates): ${(cycles / seconds).toFixed(0)} cycles/s`,
    `  one lane   ${single.toFixed(1)} million node evaluations/s`,
    `  ${LANES} lanes   ${(single * LANES).toFixed(0)} million node evaluations/s`,
  ].join("\n");
}
