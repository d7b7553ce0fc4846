import type { Generator } from "../../generators/contract/index.ts";
import type { CostModel } from "../../models/cost/cost-model.ts";
import type { CostRequest } from "../../models/cost/sources.ts";
import type { KnownTexts } from "../core/known-texts.ts";
import { importModule } from "../run/import-module.ts";

/** Where code is found that cannot be sent to a worker: URLs of modules. Tests put fakes here. */
export interface SweepModules {
  /** Exports `GENERATORS`. */
  readonly generators: string;
  /** Exports `costModels`. */
  readonly costs: string;
}

/** The generators and the prices of the product. */
export const STANDARD_MODULES: SweepModules = {
  generators: new URL("../../generators/registry.ts", import.meta.url).href,
  costs: new URL("../../models/cost/sources.ts", import.meta.url).href,
};

/** Whether these are the generators and the prices of the product. */
export function areStandard({ generators, costs }: SweepModules): boolean {
  return generators === STANDARD_MODULES.generators && costs === STANDARD_MODULES.costs;
}

/** What the modules export. */
interface Loaded {
  readonly generators: readonly Generator[];
  readonly costModels: (request: CostRequest, known?: KnownTexts) => readonly CostModel[];
}

export async function loadModules(modules: SweepModules): Promise<Loaded> {
  const { GENERATORS } = await importModule<{ GENERATORS: Loaded["generators"] }>(modules.generators);
  const { costModels } = await importModule<Pick<Loaded, "costModels">>(modules.costs);
  return { generators: GENERATORS, costModels };
}
