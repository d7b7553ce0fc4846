import type { TechnologyCell } from "../../../models/technology/technology.ts";
import { replaceNames } from "../../core/boolean-function.ts";
import { namesIn, truthTable } from "../../../models/technology/truth-table.ts";

/** A Boolean function as the states in which it is 1; bit i of a state is the value of `names[i]`. */
export interface Condition {
  readonly names: readonly string[];
  readonly states: readonly number[];
}

/**
 * Reads a Liberty condition of a cell. Outputs follow from the inputs, or from the state of a flip-flop.
 * @returns undefined if it is malformed
 */
export function readCondition(text: string, { pins, flipFlop }: TechnologyCell): Condition | undefined {
  const meanings = new Map(
    pins.flatMap((pin) => (pin.function === undefined ? [] : [[pin.name, pin.function] as const])),
  );
  const [state, inverse] = flipFlop?.state ?? [];
  if (state !== undefined && inverse !== undefined) meanings.set(inverse, `!${state}`);
  const expanded = expand(expand(text, meanings), meanings); // twice: an output's function may be the inverse state
  const names = namesIn(expanded);
  const table = names === undefined ? undefined : truthTable(expanded, names);
  return names === undefined || table === undefined ? undefined : { names, states: statesOf(table) };
}

function expand(text: string, meanings: ReadonlyMap<string, string>): string {
  return replaceNames(text, (name) => {
    const meaning = meanings.get(name);
    return meaning === undefined ? name : `(${meaning})`;
  });
}

/**
 * When a transition of an input is one of the function: its Boolean difference, by which OpenSTA weighs the causes of an
 * output's transitions (power/Power.cc, evalDiffDuty).
 * @returns undefined if the function does not read the input
 */
export function differenceOf({ names, states }: Condition, input: string): Condition | undefined {
  const bit = 2 ** names.indexOf(input);
  if (bit < 1) return undefined;
  const isOne = new Set(states);
  const all = Array.from({ length: 2 ** names.length }, (_, state) => state);
  return { names, states: all.filter((state) => isOne.has(state) !== isOne.has(state ^ bit)) };
}

/** The part of the time in which a condition holds, its variables independent of each other. */
export function probabilityOf({ names, states }: Condition, dutyOf: (name: string) => number): number {
  const duties = names.map(dutyOf);
  let sum = 0;
  for (const state of states) {
    let share = 1;
    for (let i = 0; i < duties.length; i++) share *= ((state >> i) & 1) === 1 ? duties[i]! : 1 - duties[i]!;
    sum += share;
  }
  return sum;
}

function statesOf(table: string): readonly number[] {
  return Array.from(table).flatMap((value, state) => (value === "1" ? [state] : []));
}
