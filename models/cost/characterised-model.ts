import type { Component, DataStatistics, TopInstance } from "../../generators/contract/index.ts";
import type { Module } from "../../src/hdl/index.ts";
import type { KnownTexts } from "../../src/core/known-texts.ts";
import type { Technology } from "../technology/technology.ts";
import type { CharacterisedTable } from "./characterised.ts";
import type { CostModel, CycleEnergy } from "./cost-model.ts";
import { arrivalModel } from "./counts-model.ts";
import type { MeasuredPins } from "./delay/port-loads.ts";
import { TopModel } from "./delay/critical-path.ts";
import { TopCosts } from "./top-costs.ts";

/**
 * Costs of modules that synthesis measured. The path through a design is still that of the netlist; delays inside a module
 * are stretched to what static timing analysis found in its mapped netlist.
 * @param known what was worked out before from the same technology, table and statistics, and is added to
 */
export function characterisedModel(
  technology: Technology,
  table: CharacterisedTable,
  statistics: DataStatistics,
  known?: KnownTexts,
): CostModel {
  const keys = new Map<string, string>();
  const counted = arrivalModel(technology);
  const scale = (module: Module): number => {
    const measured = table.modules[keys.get(module.name) ?? module.name];
    return measured === undefined ? 1 : stretch(measured.delayPs, counted.longestOwnPath(module));
  };
  const pins: MeasuredPins = (module, port) => table.modules[keys.get(module.name) ?? module.name]?.pins?.[port];
  const hear = ({ moduleName, key }: TopInstance): void => void keys.set(moduleName, key);
  const timing = new TopModel(arrivalModel(technology, scale), hear, pins);
  const tops = new TopCosts(technology, statistics, timing, known);
  return {
    fidelity: "characterised",
    cost(component: Component) {
      return table.modules[component.key];
    },
    energy(component: Component) {
      const energy = table.energies[`${component.key}|${component.activity.key}`];
      return energy === undefined ? undefined : { load: cycleOf(energy.load), hold: cycleOf(energy.hold) };
    },
    pieces: { isComplete: false, top: tops },
    top: (instances) => tops.cost(instances),
  };
}

/**
 * The longest path of a module is not always the one that the design's longest path takes through it: a part of what the
 * measurement says of the one (as a power) is taken to hold for the others. Wires are not stretched.
 */
function stretch(measuredPs: number, countedPs: number): number {
  return measuredPs > 0 && countedPs > 0 ? (measuredPs / countedPs) ** CREDENCE : 1;
}

const CREDENCE = 0.6;

function cycleOf([switching, internal, clock]: readonly [number, number, number]): CycleEnergy {
  return { switching, internal, clock };
}
