import { GENERATORS } from "../../generators/registry.ts";
import { createEvaluator, type Evaluator } from "../../models/cost/evaluate.ts";
import { priceModule } from "../../models/cost/price.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import type { Design } from "../../src/core/result.ts";
import type { YosysEngine } from "../../src/eda/yosys/index.ts";
import { modulesOf, multiplicities, type Module } from "../../src/hdl/index.ts";
import { measureDesign, measureModules, type SynthesisPool } from "./measure.ts";
import { summariseErrors, type ErrorSummary } from "./statistics.ts";

/** Estimate against synthesis of one design. */
export interface DesignComparison extends Design {
  /** Name of the top module. */
  readonly top: string;
  readonly synthesisedUm2: number;
  readonly estimatedUm2: number;
  /** estimate / synthesis − 1. */
  readonly error: number;
  /** The module whose own error moves the design most, and by what part of its area. */
  readonly dominant: { readonly module: string; readonly role: string; readonly share: number };
}

export interface TechnologyComparison {
  readonly technology: string;
  readonly summary: ErrorSummary;
  readonly designs: readonly DesignComparison[];
  /** Largest |sum over modules / synthesis of the whole design − 1| among the designs that were synthesised whole. */
  readonly wholeDesignDifference: number;
  readonly wholeDesigns: number;
  readonly seconds: number;
}

export interface CompareOptions {
  readonly yosys: YosysEngine;
  readonly pool: SynthesisPool;
  readonly cacheFolder: string;
}

/** Estimates and synthesises every design in one technology; distinct modules are synthesised once. */
export async function compareDesigns(
  designs: readonly Design[],
  wholeDesigns: readonly Design[],
  technologyName: string,
  options: CompareOptions,
): Promise<TechnologyComparison> {
  const begin = performance.now();
  const technology = loadTechnology(technologyName);
  const distinct = new Map(designs.flatMap((design) => modulesOf(elaborate(design))).map((each) => [each.name, each]));
  const areas = await measureModules([...distinct.values()], technology, options);
  const evaluator = createEvaluator({ generators: GENERATORS, technology, priceModule, clockMhz: 1000 });
  const rows = designs.map((design) => compareDesign(design, evaluator, areas));
  const differences = await Promise.all(
    wholeDesigns.map(async (design) => {
      const top = elaborate(design);
      return Math.abs(totalArea(top, areas) / (await measureDesign(top, technology, options)) - 1);
    }),
  );
  const [estimated, synthesised] = [rows.map((row) => row.estimatedUm2), rows.map((row) => row.synthesisedUm2)];
  return {
    technology: technologyName,
    summary: summariseErrors(estimated, synthesised),
    designs: rows,
    wholeDesignDifference: Math.max(0, ...differences),
    wholeDesigns: wholeDesigns.length,
    seconds: Math.round((performance.now() - begin) / 100) / 10,
  };
}

type Areas = ReadonlyMap<string, number>;

function compareDesign(design: Design, evaluator: Evaluator, areas: Areas): DesignComparison {
  const top = elaborate(design);
  const { metrics, breakdown } = evaluator.evaluate(design);
  const estimatedUm2 = metrics["areaUm2"] as number;
  const synthesisedUm2 = totalArea(top, areas);
  const parts = breakdown.map(({ module, role, instances, areaUm2 }) => {
    const measured = instances * areaOf(module, areas);
    return { module, role, share: (areaUm2 - measured) / synthesisedUm2 };
  });
  const [dominant] = parts.toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share));
  if (dominant === undefined) throw new Error(`${top.name} has no component`);
  return { ...design, top: top.name, synthesisedUm2, estimatedUm2, error: estimatedUm2 / synthesisedUm2 - 1, dominant };
}

function elaborate(design: Design): Module {
  const generator = GENERATORS.find(({ name }) => name === design.generator);
  if (generator === undefined) throw new Error(`no generator is called ${design.generator}`);
  return generator.elaborate(design.parameters);
}

function totalArea(top: Module, areas: Areas): number {
  let total = 0;
  for (const [module, count] of multiplicities(top)) total += count * areaOf(module.name, areas);
  return total;
}

function areaOf(module: string, areas: Areas): number {
  const area = areas.get(module);
  if (area === undefined) throw new Error(`module ${module} was not synthesised`);
  return area;
}
