import { GENERATORS } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import { createEvaluator } from "../../models/evaluate/evaluate.ts";
import type { Evaluator } from "../../models/evaluate/evaluation.ts";
import type { CostModel } from "../../models/cost/cost-model.ts";
import { characterisedModel } from "../../models/cost/characterised-model.ts";
import { countsModel } from "../../models/cost/counts-model.ts";
import type { Technology } from "../../models/technology/index.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import type { Design, EnergyByKind, Fidelity } from "../../src/core/result.ts";
import { characteriseDesigns, type CharacterisationOptions } from "./characterised.ts";
import { FIDELITIES } from "./checks.ts";
import type { Estimates } from "./compare.ts";
import { CLOCK_MHZ } from "./conditions.ts";

/** What the product says of a design; a quantity that it does not model is absent. */
export interface EstimatedDesign {
  readonly areaUm2: number;
  readonly criticalPathPs?: number;
  readonly energyPerStepPj?: number;
  readonly modules: readonly EstimatedModule[];
}

/** All instances of one module, its children not counted. */
export interface EstimatedModule {
  readonly module: string;
  /** `table`, `fetch`, `reduce`, … */
  readonly role: string;
  readonly areaUm2: number;
  /** Of one step [pJ]. */
  readonly energyPj?: number;
}

/** Makes the source of numbers of a fidelity for some designs. */
type ModelFactory = (
  designs: readonly Design[],
  technology: Technology,
  options: CharacterisationOptions,
) => Promise<CostModel>;

const MODELS: Readonly<Record<Fidelity, ModelFactory>> = {
  counts: (_designs, technology) => Promise.resolve(countsModel(technology, STANDARD_STATISTICS)),
  characterised: async (designs, technology, options) =>
    characterisedModel(technology, await characteriseDesigns(designs, technology, options), STANDARD_STATISTICS),
};

/** Estimates of designs by every fidelity, each by itself. @throws if a design has no estimate */
export async function estimateAll(
  designs: readonly Design[],
  technology: Technology,
  options: CharacterisationOptions,
): Promise<Estimates> {
  const estimates: Partial<Record<Fidelity, readonly EstimatedDesign[]>> = {};
  for (const fidelity of FIDELITIES) {
    const evaluator = createEvaluator({
      generators: GENERATORS,
      nand2AreaUm2: technology.nand2AreaUm2,
      models: [await MODELS[fidelity](designs, technology, options)],
      accuracy: loadAccuracy(technology),
      clockMhz: CLOCK_MHZ,
    });
    estimates[fidelity] = designs.map((design) => estimateDesign(design, evaluator));
  }
  return estimates;
}

function estimateDesign(design: Design, evaluator: Evaluator): EstimatedDesign {
  const { metrics, breakdown, unfit } = evaluator.evaluate(design);
  const { areaUm2, criticalPathPs, energyPerStepPj } = metrics;
  if (areaUm2 === undefined) throw new Error(`no estimate: ${unfit ?? "the evaluator gives no area"}`);
  const hasEnergy = energyPerStepPj !== undefined;
  return {
    areaUm2,
    ...(criticalPathPs === undefined ? {} : { criticalPathPs }),
    ...(hasEnergy ? { energyPerStepPj } : {}),
    modules: breakdown.map(({ module, role, areaUm2: own, energyPj }) => ({
      module,
      role,
      areaUm2: own,
      ...(hasEnergy ? { energyPj: totalOf(energyPj) } : {}),
    })),
  };
}

function totalOf({ switching, internal, clock, leakage }: EnergyByKind): number {
  return switching + internal + clock + leakage;
}
