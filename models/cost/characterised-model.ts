import { isDeepStrictEqual } from "node:util";
import type { Component, DataStatistics, TopInstance } from "../../generators/contract/index.ts";
import type { Module } from "../../src/hdl/index.ts";
import type { KnownTexts } from "../../src/core/known-texts.ts";
import type { Technology } from "../technology/technology.ts";
import type { CharacterisedTable } from "./characterised.ts";
import type { CostModel, CycleEnergy, ModuleEnergy } from "./cost-model.ts";
import { arrivalModel, countsModel } from "./counts-model.ts";
import type { ArrivalModel } from "./delay/arrivals.ts";
import type { MeasuredPins } from "./delay/port-loads.ts";
import { TopModel } from "./delay/critical-path.ts";
import { STANDARD_STATISTICS } from "./standard-statistics.ts";
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
  const scale = (module: Module): Float64Array | undefined => {
    const measured = table.modules[keys.get(module.name) ?? module.name];
    return measured === undefined ? undefined : stretches(measured.delayPs, module, counted);
  };
  const pins: MeasuredPins = (module, port) => table.modules[keys.get(module.name) ?? module.name]?.pins?.[port];
  const hear = ({ moduleName, key }: TopInstance): void => void keys.set(moduleName, key);
  const timing = new TopModel(arrivalModel(technology, scale), hear, pins);
  const tops = new TopCosts(technology, statistics, timing, known);
  const others = isDeepStrictEqual(statistics, STANDARD_STATISTICS)
    ? undefined
    : otherData(countsModel(technology, statistics), countsModel(technology, STANDARD_STATISTICS));
  return {
    fidelity: "characterised",
    cost(component: Component) {
      return table.modules[component.key];
    },
    energy(component: Component) {
      const energy = table.energies[`${component.key}|${component.activity.key}`];
      if (energy === undefined) return undefined;
      const found = { load: cycleOf(energy.load), hold: cycleOf(energy.hold) };
      return others === undefined ? found : others(component, found);
    },
    pieces: { isComplete: false, top: tops },
    top: (instances) => tops.cost(instances),
  };
}

/**
 * Modules are measured at the standard data. Energies at others: by as much more or less as what the netlist counts says, which is
 * near as a ratio, whatever it is off by itself.
 */
function otherData(asked: CostModel, standard: CostModel) {
  return (component: Component, measured: ModuleEnergy): ModuleEnergy => {
    const [there, here] = [asked.energy(component), standard.energy(component)];
    if (there === undefined || here === undefined) return measured;
    return {
      load: scaled(measured.load, there.load, here.load),
      hold: scaled(measured.hold, there.hold, here.hold),
    };
  };
}

function scaled(measured: CycleEnergy, there: CycleEnergy, here: CycleEnergy): CycleEnergy {
  const ratio = (kind: keyof CycleEnergy): number => (here[kind] > 0 ? there[kind] / here[kind] : 1);
  return {
    switching: measured.switching * ratio("switching"),
    internal: measured.internal * ratio("internal"),
    clock: measured.clock * ratio("clock"),
  };
}

/**
 * The longest path of a module is measured, and not always the one that the design's longest path takes through it: the shorter
 * the longest path through a node is beside that of the module, the less of the measurement (as a power) holds for the node.
 */
function stretches(measuredPs: number, module: Module, counted: ArrivalModel): Float64Array | undefined {
  const countedPs = counted.longestOwnPath(module);
  if (!(measuredPs > 0 && countedPs > 0)) return undefined;
  const ratio = measuredPs / countedPs;
  return counted
    .pathsThrough(module)
    .map((throughPs) => ratio ** (CREDENCE * Math.max(0, throughPs / countedPs) ** STEEPNESS));
}

/** Of the longest path itself; with 1, designs come out too slow: their paths seldom take the longest of every module. */
const CREDENCE = 0.9;
/** How fast credence falls with the length of the path: half as long, a sixteenth. */
const STEEPNESS = 4;

function cycleOf([switching, internal, clock]: readonly [number, number, number]): CycleEnergy {
  return { switching, internal, clock };
}
