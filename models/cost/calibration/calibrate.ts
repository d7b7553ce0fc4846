import { type FeatureCounts, priceFeatures } from "../features.ts";
import type { PinLoads } from "../delay/pin-loads.ts";
import {
  type Calibration,
  type CrossValidation,
  type DelayCoefficients,
  ENERGY_TERMS,
  type EnergyPrices,
  type Feature,
  type FeaturePrices,
  FEATURES,
} from "../../technology/prices.ts";
import { fitDelays, longestPaths, type TimedModule } from "./delay-fit.ts";
import { type EnergyCounts, priceTransitions } from "../transitions.ts";
import { crossValidate, fitBounded } from "./non-negative.ts";

/** A module with what synthesis and the engines measured of it, and what the netlist counts of it. */
export interface CalibrationModule extends TimedModule {
  readonly counts: FeatureCounts;
  readonly areaUm2: number;
  readonly leakageNw: number;
  readonly flipFlops: number;
  readonly cycles: readonly CalibrationCycle[];
}

/** One kind of cycle of a module: transitions in the netlist, energy in the mapped one. */
export interface CalibrationCycle {
  readonly transitions: EnergyCounts;
  readonly switchingFj: number;
  readonly internalFj: number;
  readonly clockFj: number;
}

export interface Priors {
  readonly areaUm2: FeaturePrices;
  readonly leakageNw: FeaturePrices;
  readonly delay: DelayCoefficients;
  /** Delay terms that are not fitted. */
  readonly statedDelay: Partial<DelayCoefficients>;
  readonly loads: PinLoads;
  readonly switchingFj: EnergyPrices;
  readonly internalFj: EnergyPrices;
}

const FOLDS = 5;
const DELAY_ROUNDS = 8;
const DELAY_ROUNDS_OF_FOLD = 3;

/** Fits everything, and cross-validates it in `FOLDS` folds. */
export function calibrate(modules: readonly CalibrationModule[], priors: Priors): Calibration {
  const withArea = modules.filter(({ areaUm2 }) => areaUm2 > 0);
  const timed = withArea.filter(({ delayPs }) => delayPs > 0);
  const areaUm2 = fitFeatures(withArea, priors.areaUm2, (each) => each.areaUm2);
  const leakageNw = fitFeatures(withArea, priors.leakageNw, (each) => each.leakageNw);
  const delayOptions = { loads: priors.loads, priors: priors.delay, stated: priors.statedDelay };
  const delay = fitDelays(timed, { ...delayOptions, rounds: DELAY_ROUNDS });
  const energy = fitEnergies(withArea, priors);
  return {
    areaUm2,
    leakageNw,
    delay: rounded(delay),
    ...energy,
    crossValidation: {
      area: crossValidateFeatures(withArea, priors.areaUm2, (each) => each.areaUm2),
      leakage: crossValidateFeatures(withArea, priors.leakageNw, (each) => each.leakageNw),
      delay: crossValidate(timed, FOLDS, (fitted, held) => {
        const options = { ...delayOptions, start: delay, rounds: DELAY_ROUNDS_OF_FOLD };
        const paths = longestPaths(held, fitDelays(fitted, options), priors.loads);
        return held.map(({ delayPs }, i) => paths[i]! / delayPs - 1);
      }),
      energy: crossValidate(withArea, FOLDS, (fitted, held) => {
        const fit = fitEnergies(fitted, priors);
        return held.flatMap((module) => energyErrors(module, fit));
      }),
    },
    modules: withArea.length,
  };
}

/** Weight of the first guess of a price against one module. */
const PULL = 0.005;
/** No price falls below this part of its first guess; none of a flip-flop below that of the smallest. */
const LOWEST = 0.2;
/** Modules of this many gates count half. */
const SMALL_GATES = 100;

type Measure = (module: CalibrationModule) => number;

/** Prices of features by least squares on relative errors; modules of a few gates weigh less, they hardly move a design. */
function fitFeatures(modules: readonly CalibrationModule[], priors: FeaturePrices, measure: Measure): FeaturePrices {
  const isStored = (feature: Feature): boolean => feature.endsWith("FlipFlops") || feature === "memoryBits";
  const x = fitBounded({
    rows: modules.map((module) =>
      FEATURES.map((feature) => (module.counts[feature] * priors[feature]) / measure(module)),
    ),
    targets: modules.map(() => 1),
    weights: modules.map((module) => measure(module) / (measure(module) + SMALL_GATES * priors.andBits)),
    guess: FEATURES.map(() => 1),
    lowest: FEATURES.map((feature) => (isStored(feature) ? priors.plainFlipFlops / priors[feature] : LOWEST)),
    pull: FEATURES.map(() => PULL),
  });
  return rounded(Object.fromEntries(FEATURES.map((feature, j) => [feature, x[j]! * priors[feature]])) as FeaturePrices);
}

function crossValidateFeatures(
  modules: readonly CalibrationModule[],
  priors: FeaturePrices,
  measure: Measure,
): CrossValidation {
  return crossValidate(modules, FOLDS, (fitted, held) => {
    const prices = fitFeatures(fitted, priors, measure);
    return held.map((module) => priceFeatures(module.counts, prices) / measure(module) - 1);
  });
}

type EnergyFit = Pick<Calibration, "switchingFj" | "internalFj" | "clockFj">;

function fitEnergies(modules: readonly CalibrationModule[], priors: Priors): EnergyFit {
  const cycles = modules.flatMap((module) => module.cycles);
  const flipFlops = modules.reduce((sum, module) => sum + module.flipFlops * module.cycles.length, 0);
  const clockFj = cycles.reduce((sum, cycle) => sum + cycle.clockFj, 0) / flipFlops;
  return {
    switchingFj: fitTransitions(cycles, priors.switchingFj, (cycle) => cycle.switchingFj),
    internalFj: fitTransitions(cycles, priors.internalFj, (cycle) => cycle.internalFj),
    clockFj: round(clockFj),
  };
}

/** Estimates move by less than a per cent in the rounds behind these. */
const ENERGY_ROUNDS = 3;
/** No cycle counts as if less than this part of what was measured had been estimated. */
const LEAST_ESTIMATE = 0.2;

/**
 * Least squares on errors relative to the geometric mean of what was measured and what the round before estimates. Relative to
 * what was measured alone, an estimate of nothing is 100 % off and one of three times as much 200 %: prices come out too low.
 */
function fitTransitions(
  cycles: readonly CalibrationCycle[],
  priors: EnergyPrices,
  measure: (cycle: CalibrationCycle) => number,
): EnergyPrices {
  const used = cycles.filter((cycle) => measure(cycle) > 0);
  const small = 20 * priors.gate;
  let prices = priors;
  let scales = used.map(measure);
  for (let round = 0; round < ENERGY_ROUNDS; round++) {
    const x = fitBounded({
      rows: used.map(({ transitions }, i) =>
        ENERGY_TERMS.map((term) => (transitions[term] * priors[term]) / scales[i]!),
      ),
      targets: used.map((cycle, i) => measure(cycle) / scales[i]!),
      weights: used.map((cycle) => measure(cycle) / (measure(cycle) + small)),
      guess: ENERGY_TERMS.map(() => 1),
      lowest: ENERGY_TERMS.map(() => 0),
      pull: ENERGY_TERMS.map(() => PULL),
    });
    prices = Object.fromEntries(ENERGY_TERMS.map((term, j) => [term, x[j]! * priors[term]])) as EnergyPrices;
    scales = used.map((cycle) => {
      const estimate = Math.max(priceTransitions(cycle.transitions, prices), LEAST_ESTIMATE * measure(cycle));
      return Math.sqrt(measure(cycle) * estimate);
    });
  }
  return rounded(prices);
}

function energyErrors({ cycles, flipFlops }: CalibrationModule, fit: EnergyFit): number[] {
  return cycles.flatMap(({ transitions, switchingFj, internalFj, clockFj }) => {
    const measured = switchingFj + internalFj + clockFj;
    if (measured === 0) return [];
    const dynamic = priceTransitions(transitions, fit.switchingFj) + priceTransitions(transitions, fit.internalFj);
    return [(dynamic + flipFlops * fit.clockFj) / measured - 1];
  });
}

function rounded<T extends Readonly<Record<string, number>>>(values: T): T {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, round(value)])) as T;
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
