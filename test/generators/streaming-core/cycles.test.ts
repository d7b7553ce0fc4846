import { describe, expect, it } from "vitest";
import { ternaryLut } from "../../../generators/ternary-lut/index.ts";
import { mapWorkload, prepareWorkload } from "../../../models/workload/mapping.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { measureCycles, type Shape } from "../../support/full-speed.ts";
import { parametersOf, randomDesigns, SMALL } from "../../support/random-design.ts";

const DESIGN = parametersOf(ternaryLut, {
  activation: "int4",
  groupSize: 2,
  tables: 2,
  fetchers: 3,
  inputs: 10,
  outputs: 8,
});

const loopOrders = ["table-stationary", "output-stationary"];
const pipelines = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 2, 0], [1, 3, 0], [0, 0, 1], [1, 2, 1]] as const; // prettier-ignore
const fixedCases = loopOrders.flatMap((loopOrder) =>
  pipelines.map(([pipelineFetch, pipelineReduce, pipelineTable]) => ({
    loopOrder,
    pipelineFetch,
    pipelineReduce,
    pipelineTable,
  })),
);

/** What the workload model says of layers of these shapes, each run once. */
function modelled(parameters: ParameterValues, shapes: readonly Shape[]): number {
  const layers = shapes.map(([inputs, outputs], i) => ({ name: `layer${i}`, inputs, outputs, count: 1 }));
  const workload = prepareWorkload({ name: "w", title: "W", source: "a test", layers });
  return mapWorkload(workload, ternaryLut.tile(parameters), { steps: 0, cycles: 0 }).cycles;
}

describe("ternaryLut.tile(parameters), against the simulated core without stalls", () => {
  it.each(fixedCases)(
    "fixed shape: 3 tiles x 3 tiles take 9 steps + 2 + stages cycles, $loopOrder $pipelineFetch$pipelineReduce$pipelineTable",
    (changes) => {
      const parameters = { ...DESIGN, ...changes };
      const cycles = 9 + 2 + changes.pipelineFetch + changes.pipelineReduce + changes.pipelineTable;
      expect(measureCycles(ternaryLut, parameters, [[10, 8]])).toBe(cycles);
      expect(modelled(parameters, [[10, 8]])).toBe(cycles);
      // Products back to back: no idle cycle in between.
      expect(measureCycles(ternaryLut, parameters, [[10, 8], [10, 8], [10, 8]])).toBe(cycles + 18); // prettier-ignore
      expect(modelled(parameters, [[10, 24]])).toBe(cycles + 18);
    },
  );

  it.each(fixedCases)(
    "runtime shape: 1 + pipelineTable idle cycles for every product, $loopOrder $pipelineFetch$pipelineReduce$pipelineTable",
    (changes) => {
      const parameters = { ...DESIGN, ...changes, shape: "runtime" };
      const idle = 1 + changes.pipelineTable;
      const cycles = idle + 9 + 2 + changes.pipelineFetch + changes.pipelineReduce;
      expect(measureCycles(ternaryLut, parameters, [[10, 8]])).toBe(cycles);
      // A layer of 10 × 19 is two products of 8 outputs and one of 3: 9 + 9 + 3 steps.
      expect(measureCycles(ternaryLut, parameters, [[10, 8], [10, 8], [10, 3]])).toBe(cycles + 9 + 3 + 2 * idle); // prettier-ignore
      expect(modelled(parameters, [[10, 19]])).toBe(cycles + 9 + 3 + 2 * idle);
      // Layers wait for each other.
      const layers: readonly Shape[] = [[10, 8], [4, 3], [1, 1], [5, 7]]; // prettier-ignore
      expect(measureCycles(ternaryLut, parameters, layers, true)).toBe(modelled(parameters, layers));
    },
  );

  it("steps + idle + latency, for 40 random designs of all generators", () => {
    for (const { generator, parameters, label } of randomDesigns(40, 3, SMALL)) {
      const tile = generator.tile(parameters);
      const shape: Shape = [tile.maxInputs, tile.maxOutputs];
      const steps = Math.ceil(tile.maxInputs / tile.inputsPerStep) * Math.ceil(tile.maxOutputs / tile.outputsPerStep);
      const expected = 2 * (steps + tile.idleCyclesPerProduct) + tile.latencyCycles;
      expect(measureCycles(generator, parameters, [shape, shape]), label).toBe(expected);
    }
  });
});
