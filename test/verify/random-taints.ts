import { synapseUpdate } from "../../generators/synapse-update/index.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { randomDesigns, SMALL } from "../support/random-design.ts";
import { randomUnits } from "../support/random-unit.ts";
import { taintOfCore, taintOfUnit, type Garbage } from "../support/taint.ts";

/** A random circuit that data without meaning reached: where it came out, and what kept it. */
export interface Reached {
  readonly label: string;
  readonly failure: string | undefined;
  readonly state: readonly string[];
}

/** Registers between keys and sums, where the same sum may stand in other terms: of them only the sums are promised. */
const ON_THE_WAY = /^lane(\[\d+\])?\.((words|negates)_q|(\w+(\[\d+\])?\.)*(stage\d+|sum|product|\w*late\d+)_q)$/;
/** What a unit knows of columns that do not exist. */
const OF_NO_COLUMN =
  /^(delta_store\.delta(s\[\d+\]|_q)|(lane|column_encoder)(\[\d+\])?\.(product|lowers|raise|present|target|phase)_q)$/;

/** Random cores that data reaches which no stream offers: their registers, words or outputs. */
export function idleReachesOfCores(count: number, seed: number): readonly Reached[] {
  return reachesOfCores(count, seed, "idle", () => false);
}

/** Random cores that bits of offered beats reach which stand for no input and no output; words on their way may differ. */
export function maskedReachesOfCores(count: number, seed: number): readonly Reached[] {
  return reachesOfCores(count, seed, "idle and masked", (name) => ON_THE_WAY.test(name));
}

/** As `idleReachesOfCores`, of update units. */
export function idleReachesOfUnits(count: number, seed: number): readonly Reached[] {
  return reachesOfUnits(randomUnits(count, seed), "idle", () => false);
}

/** As `maskedReachesOfCores`, of update units of few columns. */
export function maskedReachesOfUnits(count: number, seed: number): readonly Reached[] {
  const units = randomUnits(count, seed, { columns: 7, lanes: 3 });
  return reachesOfUnits(units, "idle and masked", (name) => OF_NO_COLUMN.test(name));
}

function reachesOfCores(
  count: number,
  seed: number,
  garbage: Garbage,
  isExpected: (name: string) => boolean,
): readonly Reached[] {
  return randomDesigns(count, seed, SMALL).flatMap(({ generator, parameters, label }) => {
    const options = { products: 5, seed: 1, stalls: 3, garbage };
    const { failure, state } = taintOfCore(generator.elaborate(parameters), generator.product(parameters), options);
    return reached(label, failure, state, isExpected);
  });
}

function reachesOfUnits(
  units: readonly ParameterValues[],
  garbage: Garbage,
  isExpected: (name: string) => boolean,
): readonly Reached[] {
  return units.flatMap((values) => {
    const options = { operations: garbage === "idle" ? 4 : 6, seed: 1, stalls: 3, garbage };
    const { failure, state } = taintOfUnit(synapseUpdate.elaborate(values), synapseUpdate.unit(values).shape, options);
    return reached(JSON.stringify(values), failure, state, isExpected);
  });
}

function reached(
  label: string,
  failure: string | undefined,
  state: readonly string[],
  isExpected: (name: string) => boolean,
): readonly Reached[] {
  const kept = state.filter((name) => !isExpected(name));
  return failure === undefined && kept.length === 0 ? [] : [{ label, failure, state: kept }];
}
