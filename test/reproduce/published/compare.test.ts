import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../../generators/registry.ts";
import { loadAccuracy } from "../../../models/cost/accuracy.ts";
import { costModels } from "../../../models/cost/sources.ts";
import { createEvaluator } from "../../../models/evaluate/evaluate.ts";
import type { Fact, PublishedDesign } from "../../../models/published/index.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { STANDARD_STATISTICS } from "../../../models/cost/standard-statistics.ts";
import { stepsOf } from "../../../src/reproduce/published/best-of-ours.ts";
import { comparePublished, type PricedDesign, type Way } from "../../../src/reproduce/published/compare.ts";

const SECONDS = 1000;
const technology = loadTechnology("asap7");
const fact = (of: Fact["of"], value: Fact["value"]): Fact => ({ of, value, trust: "primary", source: "a test" });

/** Four tables of four int4, eight fetchers, everything else stated that can be: a poor choice of µ. */
const DESIGN: PublishedDesign = {
  name: "own",
  title: "Own",
  group: "tables",
  source: "a test",
  facts: [
    fact("architecture", "ternary-tables"),
    fact("activations", "int4"),
    fact("groupSize", 4),
    fact("tables", 4),
    fact("fetchers", 8),
    fact("tableStorage", "register"),
    fact("loopOrder", "output-stationary"),
    fact("reduction", "compressor"),
    fact("areaMm2", 0.5),
    fact("nodeNm", 28),
  ],
};

function tileOf({ parameters }: PricedDesign) {
  const { groupSize = 1, tables, fetchers, tileInputs, tileOutputs } = parameters;
  return {
    inputs: Number(tileInputs ?? Number(tables) * Number(groupSize)),
    outputs: Number(tileOutputs ?? fetchers),
  };
}

describe("comparePublished([design], asap7, 500)", () => {
  const { compared, refused } = comparePublished([DESIGN], technology, 500);
  const [circuit] = compared;
  const ways: readonly Way[] = circuit?.products.flatMap((product) => product.ways) ?? [];

  it("builds it at its own parameters, in every way", () => {
    expect(refused).toEqual([]);
    expect(circuit).toMatchObject({
      name: "own",
      generator: "ternary-lut",
      groupSize: 4,
      tile: { inputs: 16, outputs: 8 },
    });
    expect(ways).toHaveLength(4);
    for (const { published } of ways)
      expect(published.parameters).toMatchObject({ activation: "int4", groupSize: 4, tables: 4, fetchers: 8 });
    expect(circuit?.published).toEqual({ areaMm2: [0.5], nodeNm: [28], isOfUnknownGroupSize: false });
  });

  it(
    "has the areas and energies that tritforge estimate --fidelity counts has",
    () => {
      const evaluator = createEvaluator({
        generators: GENERATORS,
        nand2AreaUm2: technology.nand2AreaUm2,
        models: costModels({ technology, statistics: STANDARD_STATISTICS, fidelity: "counts" }),
        accuracy: loadAccuracy(technology),
        clockMhz: 500,
      });
      for (const { assumed, published, ours } of ways.filter(({ assumed: { moreStages } }) => moreStages === 0))
        for (const each of [published, ours]) {
          const { metrics } = evaluator.evaluate(each);
          expect(each.areaUm2).toBeCloseTo(metrics["areaUm2"] ?? 0, 6);
          expect(each.criticalPathPs).toBeLessThanOrEqual(2000);
          // The last part of zero weights, 42 %, is what estimate takes; padding of a tile does no work.
          const useful = (assumed.inputs * assumed.outputs) / stepsOf(assumed, tileOf(each));
          const energyFj = ((metrics["energyPerStepPj"] ?? 0) * 1000) / useful;
          expect(each.energiesPerMacFj.at(-1)).toBeCloseTo(energyFj, 6);
        }
    },
    60 * SECONDS,
  );

  it("puts a core beside it that does as much in as few steps, for no more area", () => {
    for (const { assumed, published, ours, areaFactor } of ways) {
      const [theirs, own] = [tileOf(published), tileOf(ours)];
      expect(own.inputs * own.outputs).toBeGreaterThanOrEqual(theirs.inputs * theirs.outputs);
      expect(stepsOf(assumed, own)).toBeLessThanOrEqual(stepsOf(assumed, theirs));
      expect(ours.parameters).toMatchObject({ activation: "int4", inputs: assumed.inputs, outputs: assumed.outputs });
      expect(areaFactor).toBeCloseTo(published.areaUm2 / ours.areaUm2, 12);
      // A table of 40 entries for 8 fetchers is what nobody would build.
      expect(areaFactor).toBeGreaterThan(1.5);
    }
    expect(circuit?.areaFactor.least).toBe(Math.min(...ways.map((way) => way.areaFactor)));
    expect(circuit?.energyFactor.most).toBe(Math.max(...ways.flatMap((way) => way.energyFactors)));
  });

  it("says so where no way meets the clock", () => {
    const { compared: none, refused: slow } = comparePublished([DESIGN], technology, 50_000);
    expect(none).toEqual([]);
    expect(slow).toEqual([
      { name: "own", title: "Own", reason: "int4, µ = 4: no circuit of it meets 50000 MHz", missing: [] },
    ]);
  });
});
