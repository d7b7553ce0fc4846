import { expect, it } from "vitest";
import { findCore, CORES } from "../../../generators/registry.ts";
import { loadAccuracy } from "../../../models/cost/accuracy.ts";
import { createEvaluator } from "../../../models/evaluate/evaluate.ts";
import { costModels } from "../../../models/cost/sources.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { STANDARD_STATISTICS } from "../../../models/cost/standard-statistics.ts";
import { withDefaults } from "../../../src/config/find-generator.ts";
import { areaModel } from "../../../src/reproduce/cores/area-model.ts";

it("areaModel(technology) gives the area and path of the evaluator", () => {
  const technology = loadTechnology("asap7");
  const generator = findCore("ternary-lut")!;
  const shape = { activation: "int4", groupSize: 2, tables: 4, fetchers: 24, inputs: 64, outputs: 24 };
  const parameters = withDefaults(generator, shape);
  const evaluator = createEvaluator({
    generators: CORES,
    nand2AreaUm2: technology.nand2AreaUm2,
    models: costModels({ technology, statistics: STANDARD_STATISTICS, fidelity: "counts" }),
    accuracy: loadAccuracy(technology),
    clockMhz: 500,
  });
  const { metrics } = evaluator.evaluate({ generator: generator.name, parameters });
  const { areaUm2, criticalPathPs, roles } = areaModel(technology)(generator, parameters);
  expect(areaUm2).toBe(metrics["areaUm2"]);
  expect(criticalPathPs).toBe(metrics["criticalPathPs"]);
  expect(roles["fan-out"]).toBeGreaterThan(0);
});
