import type { SynthesisResult } from "../../src/core/synthesis.ts";
import { ModuleBuilder, modulesOf, type Module, type Signal } from "../../src/hdl/index.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";
import { RECIPE_VERSION, synthesise, type YosysEngine } from "../../src/eda/yosys/index.ts";
import type { Technology, TechnologyPrimitives } from "../technology/technology.ts";
import { fitPrimitives, type MeasuredModule } from "./calibrate.ts";
import { countFeatures } from "./features.ts";
import { primitivePriors } from "./primitive-priors.ts";
import { trainingModules } from "./training-set.ts";

/**
 * Measures the training modules by synthesis and fits the price of each feature to them. Takes one to two minutes.
 * @throws as `synthesise`
 */
export async function characterise(technology: Technology, yosys: YosysEngine): Promise<TechnologyPrimitives> {
  const top = collectModules(trainingModules());
  const result = await synthesise({ verilog: printVerilog(top), top: top.name, technology, hierarchy: "keep", yosys });
  const measured = measuredModules(top, result);
  return { ...fitPrimitives(measured, primitivePriors(technology)), tool: result.tool, recipe: RECIPE_VERSION };
}

/** One module that holds every given one, all ports outside, so that one synthesis measures them all. */
export function collectModules(modules: readonly Module[]): Module {
  const top = new ModuleBuilder("characterise_top", "Modules to be measured, side by side.");
  const distinct = new Map(modules.flatMap(modulesOf).map((module) => [module.name, module]));
  for (const [name, module] of distinct) {
    const inputs = module.inputs.map((port): [string, Signal] => [
      port.name,
      top.input(`${name}_${port.name}`, port.width),
    ]);
    const outputs = top.instance(`u_${name}`, module, Object.fromEntries(inputs));
    for (const [port, signal] of Object.entries(outputs)) top.output(`${name}_${port}_out`, signal);
  }
  return top.build();
}

function measuredModules(top: Module, result: SynthesisResult): MeasuredModule[] {
  const areas = new Map(result.modules.map((module) => [module.name, module.areaUm2Each]));
  return modulesOf(top)
    .filter((module) => module !== top)
    .map((module) => ({ name: module.name, counts: countFeatures(module), areaUm2: areas.get(module.name) ?? 0 }));
}
