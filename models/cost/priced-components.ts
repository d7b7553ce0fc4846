import type { Component } from "../../generators/contract/index.ts";
import { wholeGrains } from "../../src/core/grains.ts";
import { type CoreCost, type CostModel, type ModuleCost, type ModuleEnergy, totalFj } from "./cost-model.ts";

/** The energy of a component in one cycle, summed over its causes [fJ]. */
interface PricedEnergy {
  readonly energy: ModuleEnergy;
  readonly loadFj: number;
  readonly holdFj: number;
  readonly idleFj: number;
}

interface Priced {
  readonly cost: ModuleCost;
  readonly energies: Map<string, PricedEnergy | undefined | Error>;
}

/** The costs of components from one source, each asked for once. */
export class PricedComponents {
  readonly model: CostModel;
  readonly #priced = new Map<string, Priced | undefined | Error>();

  constructor(model: CostModel) {
    this.model = model;
  }

  /**
   * Sums the components of a design into `core` [µm², nW, fJ per step and per idle cycle], exactly. False if the source does
   * not know one of them. @throws what the source threw, and if a cost is no finite number above 0
   */
  sum(components: readonly Component[], core: CoreCost): boolean {
    return this.sumCosts(components, core) && this.sumEnergies(components, core);
  }

  /** As `sum`, areas and leakages only. */
  sumCosts(components: readonly Component[], sums: Pick<CoreCost, "areaUm2" | "leakageNw">): boolean {
    sums.areaUm2 = sums.leakageNw = 0;
    for (const component of components) {
      const priced = this.#cost(component);
      if (priced === undefined) return false;
      sums.areaUm2 += priced.cost.areaUm2 * component.count;
      sums.leakageNw += priced.cost.leakageNw * component.count;
    }
    return true;
  }

  /** As `sum`, energies only: they take a simulation of each module. */
  sumEnergies(components: readonly Component[], sums: Pick<CoreCost, "loadFj" | "holdFj" | "idleFj">): boolean {
    sums.loadFj = sums.holdFj = sums.idleFj = 0;
    for (const component of components) {
      const priced = this.#cost(component);
      const energy = priced === undefined ? undefined : this.#energy(component, priced);
      if (energy === undefined) return false;
      sums.loadFj += energy.loadFj * component.count;
      sums.holdFj += energy.holdFj * component.count;
      sums.idleFj += energy.idleFj * component.count;
    }
    return true;
  }

  /** @throws if the component is not known: ask only after `sum` was true. */
  costOf(component: Component): ModuleCost {
    const priced = this.#cost(component);
    if (priced === undefined) throw new Error(`internal: ${component.key} has no cost`);
    return priced.cost;
  }

  /** @throws as `costOf` */
  energyOf(component: Component): ModuleEnergy {
    const priced = this.#cost(component);
    const energy = priced === undefined ? undefined : this.#energy(component, priced);
    if (energy === undefined) throw new Error(`internal: ${component.key} has no energy`);
    return energy.energy;
  }

  #cost(component: Component): Priced | undefined {
    const { key } = component;
    let known = this.#priced.get(key);
    if (known === undefined && !this.#priced.has(key)) {
      known = keepError(() => priceOf(component, this.model));
      this.#priced.set(key, known);
    }
    if (known instanceof Error) throw known;
    return known;
  }

  #energy(component: Component, { energies }: Priced): PricedEnergy | undefined {
    const { key } = component.activity;
    let known = energies.get(key);
    if (known === undefined && !energies.has(key)) {
      known = keepError(() => energyOf(component, this.model));
      energies.set(key, known);
    }
    if (known instanceof Error) throw known;
    return known;
  }
}

/** An error is kept like a price: in a sweep, thousands of designs may share the module that cannot be built. */
function keepError<T>(make: () => T): T | Error {
  try {
    return make();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function priceOf(component: Component, model: CostModel): Priced | undefined {
  const cost = model.cost(component);
  if (cost === undefined) return undefined;
  for (const what of ["areaUm2", "leakageNw"] as const) {
    const value = cost[what];
    if (!(value >= 0 && value < Infinity)) throw new Error(`module ${component.key}: ${what} came out as ${value}`);
  }
  const grains = { areaUm2: wholeGrains(cost.areaUm2), leakageNw: wholeGrains(cost.leakageNw) };
  return { cost: grains, energies: new Map() };
}

function energyOf(component: Component, model: CostModel): PricedEnergy | undefined {
  const energy = model.energy(component);
  if (energy === undefined) return undefined;
  const [loadFj, holdFj] = [totalFj(energy.load), totalFj(energy.hold)];
  if (!(loadFj >= 0 && loadFj < Infinity && holdFj >= 0 && holdFj < Infinity)) {
    throw new Error(`module ${component.key}: energy came out as ${loadFj} and ${holdFj} fJ`);
  }
  return {
    energy,
    loadFj: wholeGrains(loadFj),
    holdFj: wholeGrains(holdFj),
    idleFj: wholeGrains(energy.hold.clock),
  };
}
