import { describe, expect, it } from "vitest";
import { ternaryLut } from "../../generators/ternary-lut/index.ts";
import { verifyEmbedded } from "../../src/verify/embedded.ts";
import { parametersOf, randomDesigns, SMALL } from "../support/random-design.ts";

const loopOrders = ["table-stationary", "output-stationary"];
const shapes = ["fixed", "runtime"];

describe("verifyEmbedded(generator.elaborate(values), generator.product(values))", () => {
  it("passes for 60 random designs: corners, stalls, products back to back", () => {
    for (const { generator, parameters, label } of randomDesigns(60, 10, SMALL)) {
      const options = { products: 48, seed: 3 };
      const result = verifyEmbedded(generator.elaborate(parameters), generator.product(parameters), options);
      expect(result.failure, label).toBeUndefined();
      expect(result, label).toMatchObject({ simulator: "embedded", seed: 3, products: 48, passed: true });
      expect(result.beats, label).toBeGreaterThanOrEqual(48);
    }
  }, 60_000);

  const extremes = [
    { name: "one of everything", groupSize: 1, tables: 1, fetchers: 1, inputs: 1, outputs: 1 },
    { name: "N below the tile, M below K", groupSize: 3, tables: 3, fetchers: 5, inputs: 2, outputs: 3 },
    { name: "µ = 6, N no multiple", groupSize: 6, tables: 2, fetchers: 2, inputs: 25, outputs: 4 },
    { name: "N and M one above a tile", groupSize: 2, tables: 2, fetchers: 3, inputs: 5, outputs: 4 },
    { name: "M = 1, N large", groupSize: 4, tables: 1, fetchers: 1, inputs: 63, outputs: 1 },
  ];
  const cases = extremes.flatMap((extreme) =>
    loopOrders.flatMap((loopOrder) => shapes.map((shape) => ({ ...extreme, loopOrder, shape }))),
  );

  it.each(cases)("passes for $name, $loopOrder, $shape", ({ name: _name, ...changes }) => {
    for (const pipeline of [0, 1]) {
      const values = parametersOf(ternaryLut, {
        activation: "int4",
        ...changes,
        pipelineFetch: pipeline,
        pipelineReduce: pipeline,
      });
      const result = verifyEmbedded(ternaryLut.elaborate(values), ternaryLut.product(values), {
        products: 40,
        seed: 1,
      });
      expect(result.failure).toBeUndefined();
    }
  });

  it("gives the same result for the same seed, other stalls for another", () => {
    const values = parametersOf(ternaryLut, { tables: 2, fetchers: 2, inputs: 20, outputs: 5 });
    const cycles = (seed: number) => {
      const options = { products: 8, seed };
      return verifyEmbedded(ternaryLut.elaborate(values), ternaryLut.product(values), options).cycles;
    };
    expect(cycles(1)).toBe(cycles(1));
    expect(cycles(1)).not.toBe(cycles(2));
  });
});
