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
  /** Where to start; default: the priors. */
  readonly start?: DelayCoefficients;
  readonly rounds: number;
}

/** Weight of the first guess of a term against one module. */
const PULL = 0.05;
const LOWEST = 0.15;
/** Paths of this many gates count half. */
const HALF_WEIGHT = 25;
/** Part of a term by which its influence is tried. */
const STEP = 0.01;

/**
 * Fits the delay terms to measured modules by repeated linear least squares on relative errors: the longest path is a
 * maximum of sums of terms, so it is linear as long as the same path stays the longest.
 */
export function fitDelays(modules: readonly TimedModule[], options: DelayFitOptions): DelayCoefficients {
  let terms = options.start ?? options.priors;
  for (let round = 0; round < options.rounds; round++) terms = improve(modules, terms, options);
  return terms;
}

function improve(
  modules: readonly TimedModule[],
  terms: DelayCoefficients,
  { loads, priors }: DelayFitOptions,
): DelayCoefficients {
  const paths = longestPaths(modules, terms, loads);
  const slopes = DELAY_TERMS.map((term) => {
    const changed = longestPaths(modules, { ...terms, [term]: terms[term] * (1 + STEP) }, loads);
    return changed.map((path, i) => (path - paths[i]!) / (terms[term] * STEP));
  });
  // Unknowns in units of their first guess.
  const rows = modules.map(({ delayPs }, i) => DELAY_TERMS.map((term, j) => (slopes[j]![i]! * priors[term]) / delayPs));
  const fitted = fitBounded({
    rows,
    targets: modules.map(({ delayPs }, i) => 1 - (paths[i]! - dot(slopes, terms, i)) / delayPs),
    // Short paths hardly ever decide the clock of a design.
    weights: modules.map(({ delayPs }) => delayPs / (delayPs + HALF_WEIGHT * priors.halfCarry)),
    guess: DELAY_TERMS.map(() => 1),
    lowest: DELAY_TERMS.map(() => LOWEST),
    pull: DELAY_TERMS.map(() => PULL),
  });
  return Object.fromEntries(
    DELAY_TERMS.map((term, j) => [term, (terms[term] + fitted[j]! * priors[term]) / 2]),
  ) as DelayCoefficients;
}

function dot(slopes: readonly (readonly number[])[], terms: DelayCoefficients, i: number): number {
  return DELAY_TERMS.reduce((sum, term, j) => sum + slopes[j]![i]! * terms[term], 0);
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
