import { GENERATORS } from "../../generators/registry.ts";
import { createEvaluator } from "../../models/cost/evaluate.ts";
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
  /** The modules whose own error moves the design most, and by what part of its area. */
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
  const tops = new Map(designs.map((design) => [design, elaborate(design)]));
  const distinct = new Map([...tops.values()].flatMap(modulesOf).map((module) => [module.name, module]));
  const areas = await measureModules([...distinct.values()], technology, options);
  const { evaluate } = createEvaluator({ generators: GENERATORS, technology, priceModule, clockMhz: 1000 });
  const rows = designs.map((design) => {
    const top = tops.get(design) as Module;
    const { metrics, breakdown } = evaluate(design);
    const estimatedUm2 = metrics["areaUm2"] as number;
    const synthesisedUm2 = totalArea(top, areas);
    const errors = breakdown.map(({ module, role, instances, areaUm2 }) => ({
      module,
      role,
      share: (areaUm2 - instances * (areas.get(module) as number)) / synthesisedUm2,
    }));
    const [dominant] = errors.toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share));
    if (dominant === undefined) throw new Error(`${top.name} has no component`);
    return {
      ...design,
      top: top.name,
      synthesisedUm2,
      estimatedUm2,
      error: estimatedUm2 / synthesisedUm2 - 1,
      dominant,
    };
  });
  const differences = await Promise.all(
    wholeDesigns.map(async (design) => {
      const top = elaborate(design);
      return Math.abs(totalArea(top, areas) / (await measureDesign(top, technology, options)) - 1);
    }),
  );
  return {
    technology: technologyName,
    summary: summariseErrors(
      rows.map((row) => row.estimatedUm2),
      rows.map((row) => row.synthesisedUm2),
    ),
    designs: rows,
    wholeDesignDifference: Math.max(0, ...differences),
    wholeDesigns: wholeDesigns.length,
    seconds: Math.round((performance.now() - begin) / 100) / 10,
  };
}

function elaborate(design: Design): Module {
  const generator = GENERATORS.find(({ name }) => name === design.generator);
  if (generator === undefined) throw new Error(`no generator is called ${design.generator}`);
  return generator.elaborate(design.parameters);
}

function totalArea(top: Module, areas: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const [module, count] of multiplicities(top)) total += count * (areas.get(module.name) as number);
  return total;
}
