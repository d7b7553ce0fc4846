import type { Component, TileShape } from "../../generators/contract/index.ts";
import type { BreakdownRow, EnergyByKind } from "../../src/core/result.ts";
import { roleError, type Accuracy } from "../cost/accuracy.ts";
import type { ModuleCost, ModuleEnergy, TopCost } from "../cost/cost-model.ts";
import type { PricedComponents } from "../cost/priced-components.ts";
import { fjOfNw, pjOfFj } from "../../src/core/units.ts";

interface BreakdownOptions {
  readonly top: TopCost;
  /** Name of the top module, which holds the buffers between the components. */
  readonly topName: () => string;
  readonly tile: Pick<TileShape, "loadsPerStep">;
  readonly clockMhz: number;
  readonly accuracy: Accuracy;
}

/** Word for the buffers between the components. */
export const FAN_OUT_ROLE = "fan-out";

/** One row per component, and one for the buffers between them; largest area first. */
export function breakdownOf(
  components: readonly Component[],
  source: PricedComponents,
  { top, topName, tile, clockMhz, accuracy }: BreakdownOptions,
): readonly BreakdownRow[] {
  const { fidelity } = source.model;
  const row = (
    module: string,
    role: string,
    instances: number,
    cost: ModuleCost,
    energy: ModuleEnergy,
  ): BreakdownRow => ({
    module,
    role,
    instances,
    areaUm2Each: cost.areaUm2,
    areaUm2: cost.areaUm2 * instances,
    areaError: roleError(accuracy, fidelity, role, "area"),
    energyPj: stepEnergyPj(cost, energy, { instances, loadsPerStep: tile.loadsPerStep, clockMhz }),
    energyError: roleError(accuracy, fidelity, role, "energy"),
  });
  const rows = components.map((component) =>
    row(component.moduleName(), component.role, component.count, source.costOf(component), source.energyOf(component)),
  );
  if (top.buffers > 0) rows.push(row(topName(), FAN_OUT_ROLE, 1, top, top.energy));
  return rows.toSorted((a, b) => b.areaUm2 - a.areaUm2);
}

function stepEnergyPj(
  { leakageNw }: ModuleCost,
  { load, hold }: ModuleEnergy,
  { instances, loadsPerStep, clockMhz }: { instances: number; loadsPerStep: number; clockMhz: number },
): EnergyByKind {
  const mix = (kind: "switching" | "internal" | "clock"): number =>
    pjOfFj(instances * (load[kind] * loadsPerStep + hold[kind] * (1 - loadsPerStep)));
  return {
    switching: mix("switching"),
    internal: mix("internal"),
    clock: mix("clock"),
    leakage: pjOfFj(fjOfNw(instances * leakageNw, clockMhz)),
  };
}
