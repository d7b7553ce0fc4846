import type { CostModel, ModuleCost, ModuleEnergy } from "./cost-model.ts";

/** The same source, asked for each module and each energy once, whoever asks: for those who would all ask the same. */
export function askedOnce(model: CostModel): CostModel {
  const costs = new Map<string, ModuleCost | undefined>();
  const energies = new Map<string, ModuleEnergy | undefined>();
  return {
    ...model,
    cost: (component) => kept(costs, component.key, () => model.cost(component)),
    energy: (component) => kept(energies, `${component.key}|${component.activity.key}`, () => model.energy(component)),
  };
}

function kept<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined || known.has(key)) return found as T;
  const made = make();
  known.set(key, made);
  return made;
}
