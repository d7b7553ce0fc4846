import type { Component } from "../../generators/contract/index.ts";
import { keptValue, toNumbers, type KnownTexts } from "../../src/core/known-texts.ts";
import type { CycleEnergy, ModuleCost, ModuleEnergy } from "./cost-model.ts";

/** A price as it is kept: area and leakage. */
export function keptCost(known: KnownTexts | undefined, { key }: Component, make: () => ModuleCost): ModuleCost {
  return keptValue(known, `cost ${key}`, {
    make,
    read: (json) => {
      const numbers = toNumbers(json, 2);
      return { areaUm2: numbers[0]!, leakageNw: numbers[1]! };
    },
    write: ({ areaUm2, leakageNw }) => [areaUm2, leakageNw],
  });
}

/** Energies as they are kept: of load, then of hold, by cause. @param name of module and activity */
export function keptEnergy(known: KnownTexts | undefined, name: string, make: () => ModuleEnergy): ModuleEnergy {
  return keptValue(known, `energy ${name}`, {
    make,
    read: (json) => {
      const numbers = toNumbers(json, 6);
      return { load: cycleOf(numbers, 0), hold: cycleOf(numbers, 3) };
    },
    write: ({ load, hold }) => [...numbersOf(load), ...numbersOf(hold)],
  });
}

function cycleOf(numbers: readonly number[], at: number): CycleEnergy {
  return { switching: numbers[at]!, internal: numbers[at + 1]!, clock: numbers[at + 2]! };
}

function numbersOf({ switching, internal, clock }: CycleEnergy): readonly number[] {
  return [switching, internal, clock];
}
