import type { Module } from "../../../src/hdl/index.ts";
import { fitBounded } from "./non-negative.ts";
import { ArrivalModel } from "../delay/arrivals.ts";
import type { PinLoads } from "../delay/pin-loads.ts";
import { DELAY_TERMS, type DelayCoefficients } from "../../technology/prices.ts";

/** A module whose longest path was measured by static timing analysis of its mapped netlist. */
export interface TimedModule {
  readonly module: Module;
  readonly delayPs: number;
}

export interface DelayFitOptions {
  readonly loads: PinLoads;
  /** First guess; no term falls below `LOWEST` of it. */
  readonly priors: DelayCoefficients;
  /** Terms that the library states: they are taken as they are. */
  readonly stated?: Partial<DelayCoefficients>;
  /** Where to start; default: the priors. */
  readonly start?: DelayCoefficients;
  readonly rounds: number;
}

/** Weight of the first guess of a term against one module. */
const PULL = 0.05;
const LOWEST = 0.15;
/** Paths of this many gates count half. */
const HALF_WEIGHT = 25;

/**
 * Fits the delay terms to measured modules by repeated linear least squares on relative errors: the longest path is a
 * maximum of sums of terms, so each round fits the terms of the paths that were the longest in the one before.
 */
export function fitDelays(modules: readonly TimedModule[], options: DelayFitOptions): DelayCoefficients {
  let terms = { ...(options.start ?? options.priors), ...options.stated };
  for (let round = 0; round < options.rounds; round++) terms = improve(modules, terms, options);
  return terms;
}

function improve(
  modules: readonly TimedModule[],
  terms: DelayCoefficients,
  { loads, priors, stated = {} }: DelayFitOptions,
): DelayCoefficients {
  const fitted = DELAY_TERMS.filter((term) => stated[term] === undefined);
  const statedPs = (path: Float64Array): number =>
    DELAY_TERMS.reduce((sum, term, j) => sum + path[j]! * (stated[term] ?? 0), 0);
  const model = new ArrivalModel(terms, loads);
  const paths = modules.map(({ module }) => model.termsOfLongestOwnPath(module));
  // Unknowns in units of their first guess.
  const rows = modules.map(({ delayPs }, i) =>
    fitted.map((term) => (paths[i]![DELAY_TERMS.indexOf(term)]! * priors[term]) / delayPs),
  );
  const x = fitBounded({
    rows,
    targets: modules.map(({ delayPs }, i) => 1 - statedPs(paths[i]!) / delayPs),
    // Short paths hardly ever decide the clock of a design.
    weights: modules.map(({ delayPs }) => delayPs / (delayPs + HALF_WEIGHT * priors.halfCarry)),
    guess: fitted.map(() => 1),
    lowest: fitted.map(() => LOWEST),
    pull: fitted.map(() => PULL),
  });
  const moved = fitted.map((term, j) => [term, (terms[term] + x[j]! * priors[term]) / 2] as const);
  return { ...terms, ...Object.fromEntries(moved) };
}

/** Longest path of each module [ps]. */
export function longestPaths(
  modules: readonly { readonly module: Module }[],
  terms: DelayCoefficients,
  loads: PinLoads,
): number[] {
  const model = new ArrivalModel(terms, loads);
  return modules.map(({ module }) => model.longestOwnPath(module));
}
