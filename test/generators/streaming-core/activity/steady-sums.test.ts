import { describe, expect, it } from "vitest";
import { PHASES } from "../../../../generators/contract/index.ts";
import { ternaryLut } from "../../../../generators/ternary-lut/index.ts";
import { parametersOf } from "../../../support/random-design.ts";

const STATISTICS = { zeroWeights: 0.42, activationDeviation: 0.28, seed: 1 };
const STREAMS = 32;

/** What the sums of a lane come to if what its reduction gives is added up word by word, by plain arithmetic. */
function meanSquare(changes: Record<string, string | number>): number {
  const component = ternaryLut
    .components(parametersOf(ternaryLut, { ...changes, pipelineReduce: 3 }))
    .find(({ role }) => role === "accumulate");
  if (component === undefined) throw new Error("the core has no lane");
  const { inputs, cycles, phases } = component.activity.trace(STATISTICS);
  const valueOf = (port: string, step: number, stream: number, isSigned: boolean): number => {
    const words = inputs[port]!;
    const width = words.length / cycles;
    let value = 0;
    for (let bit = 0; bit < width; bit++) value += ((words[step * width + bit]! >>> stream) & 1) * 2 ** bit;
    return isSigned && value >= 2 ** (width - 1) ? value - 2 ** width : value;
  };
  const words = new Map<string, number>();
  let [found, count] = [0, 0];
  for (let step = 0; step < cycles; step++) {
    for (let stream = 0; stream < STREAMS; stream++) {
      const word = `${valueOf("output_tile", step, stream, false)} ${stream}`;
      const before = valueOf("first", step, stream, false) === 1 ? 0 : (words.get(word) ?? 0);
      if (phases[step] !== PHASES.warmUp) [found, count] = [found + before * before, count + 1];
      words.set(word, before + valueOf("reduce.sum", step, stream, true));
    }
  }
  return found / count;
}

describe("the sums of a lane that adds by itself", () => {
  it.each([
    ["without a store", { loopOrder: "output-stationary", outputs: 8, fetchers: 4 }],
    ["in a store of 4 words", { loopOrder: "table-stationary", outputs: 16, fetchers: 4 }],
  ])("have the size that they have in the middle of a product of 1024 tiles, %s", (_name, order) => {
    const found = meanSquare({ ...order, groupSize: 1, tables: 1, inputs: 1024, activation: "int8" });
    // Places are spread evenly over 1024 tiles of one int8 activation of deviation 0.28 · 128, 58 % of the weights not 0.
    const expected = 512 * 0.58 * (0.28 * 128) ** 2;
    expect(found / expected).toBeGreaterThan(0.6);
    expect(found / expected).toBeLessThan(1.6);
  });
});
