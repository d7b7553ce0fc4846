import type { Component, DataStatistics } from "../../generators/contract/index.ts";
import { InputError } from "../../src/core/errors.ts";
import { wholeGrains } from "../../src/core/grains.ts";
import type { FeaturePrices } from "../technology/prices.ts";
import type { Technology, TechnologyPrimitives } from "../technology/technology.ts";
import type { KnownTexts } from "../../src/core/known-texts.ts";
import { clockGateCost, type ClockGateCost } from "./clock-gate-cost.ts";
import { countFeatures, priceFeatures, withoutClockGates } from "./features.ts";
import { keptCost, keptEnergy } from "./kept-costs.ts";
import { totalFj, type CostModel, type CycleEnergy, type ModuleCost, type ModuleEnergy } from "./cost-model.ts";
import { ArrivalModel } from "./delay/arrivals.ts";
import { TopModel } from "./delay/critical-path.ts";
import { pinLoads } from "./delay/pin-loads.ts";
import type { DelayScale } from "./delay/step-delays.ts";
import { type CycleCounts, meanTransitionsOf, priceTransitions, transitionsOf, withTrace } from "./transitions.ts";
import { TopCosts } from "./top-costs.ts";

/**
 * Costs from the netlist alone: exact counts, levels and simulated transitions, times the technology's calibrated prices.
 * Knows every module.
 * @param known what was worked out before from the same technology and statistics, and is added to
 * @throws {InputError} if the technology was never calibrated
 */
export function countsModel(technology: Technology, statistics: DataStatistics, known?: KnownTexts): CostModel {
  const primitives = requirePrimitives(technology);
  const gate = clockGateCost(technology);
  const arrivals = arrivalModel(technology);
  const energies = new Map<string, ModuleEnergy>();
  const energy = (component: Component): ModuleEnergy => {
    const { key, energyKey = key, activity } = component;
    const name = `${energyKey}|${activity.key}`;
    const found =
      energies.get(name) ?? keptEnergy(known, name, () => countedEnergy(component, { primitives, gate }, statistics));
    energies.set(name, found);
    return found;
  };
  const tops = new TopCosts(technology, statistics, new TopModel(arrivals), known);
  return {
    fidelity: "counts",
    pieces: { isComplete: true, top: tops },
    cost: (component) => keptCost(known, component, () => countedCost(component, { primitives, gate })),
    energy,
    top: (instances) => tops.cost(instances),
  };
}

/** Static timing with the technology's calibrated delays. @throws as `countsModel` */
export function arrivalModel(technology: Technology, scale?: DelayScale): ArrivalModel {
  return new ArrivalModel(requirePrimitives(technology).delay, pinLoads(technology), scale);
}

function requirePrimitives({ name, primitives }: Technology): TechnologyPrimitives {
  if (primitives !== undefined) return primitives;
  throw InputError.at(
    `technology ${name}`,
    "has no prices of its own; run `tritforge calibrate --technology FILE.json --liberty FILE.lib` first",
  );
}

/** What a technology asks for what is counted; `gate` is undefined where flip-flops get enables in place of clock gates. */
interface Prices {
  readonly primitives: TechnologyPrimitives;
  readonly gate: ClockGateCost | undefined;
}

function countedCost({ build, isClockGated }: Component, { primitives, gate }: Prices): ModuleCost {
  const gated = countFeatures(build());
  const counts = gate === undefined ? withoutClockGates(gated, isClockGated === true ? "gated" : "own") : gated;
  const total = (prices: FeaturePrices, ofGate = 0): number =>
    wholeGrains(priceFeatures(counts, prices) + counts.clockGates * ofGate);
  return {
    areaUm2: total(primitives.areaUm2, gate?.areaUm2),
    leakageNw: total(primitives.leakageNw, gate?.leakageNw),
  };
}

function countedEnergy(
  component: Component,
  { primitives: { switchingFj, internalFj, clockFj }, gate }: Prices,
  statistics: DataStatistics,
): ModuleEnergy {
  const { activity } = component;
  const { meanTransitions } = activity;
  const module = component.build();
  const { load, hold, flipFlops } =
    meanTransitions === undefined
      ? withTrace(activity.ownTrace?.(statistics) ?? activity.trace(statistics), (trace) =>
          transitionsOf(module, trace),
        )
      : meanTransitionsOf(module, meanTransitions);
  const cycle = ({ transitions, clock }: CycleCounts): CycleEnergy => ({
    switching: priceTransitions(transitions, switchingFj),
    internal: priceTransitions(transitions, internalFj),
    clock:
      gate === undefined
        ? flipFlops * clockFj
        : clock.ticks * clockFj + clock.openGates * gate.openFj + clock.shutGates * gate.shutFj,
  });
  return { load: notBelowZero(cycle(load)), hold: cycle(hold) };
}

const NOTHING: CycleEnergy = { switching: 0, internal: 0, clock: 0 };

/**
 * What a new tile costs is a difference of means (see `mergePhases`). Of a module that moves once in many steps, as what
 * rounds finished sums, the sample may have seen it in holding steps only; less than nothing is nothing then.
 */
function notBelowZero(energy: CycleEnergy): CycleEnergy {
  return totalFj(energy) < 0 ? NOTHING : energy;
}

/** Where a technology's prices come from, in one line for manifests. */
export function modelDescription({ name, primitives }: Technology): string {
  if (primitives === undefined) return "no prices";
  const { area, delay, energy } = primitives.crossValidation;
  const percent = (error: { readonly mean: number }): string => `${(100 * error.mean).toFixed(1)} %`;
  return (
    `netlist counts × ${name} prices, calibrated on ${primitives.modules} synthesised modules ` +
    `(cross-validated mean error: area ${percent(area)}, delay ${percent(delay)}, energy ${percent(energy)}; ` +
    `${primitives.tool}, recipe ${primitives.recipe})`
  );
}
