import { constant, fullAdder, halfAdder, not, or, xor, type Signal } from "../../src/hdl/index.ts";
import { FULL_ADDER_LEVELS, inputBit, takeEarliest, type Schedule, type TimedBit } from "./stages.ts";

/**
 * Brings a heap down to two bits per column, and three in the lowest, whose third is the carry input of the adder that
 * follows. Levels of full adders bring the columns to the heights … 9, 6, 4, 3, 2; a level uses only bits of the levels
 * before, so nothing ripples. Depth: about log1.5(height / 2) full adders; half adders only where a column is one too high.
 *
 * Source: L. Dadda, "Some schemes for parallel multipliers", Alta Frequenza 34, 1965, 349–356.
 */
export function toTwoRows(
  columns: readonly (readonly TimedBit[])[],
  ones: readonly boolean[],
  prefix: string,
  schedule: Schedule,
): readonly (readonly TimedBit[])[] {
  // A constant one is a bit like any other and the first to be used: an adder with a constant input is the cheapest.
  let heap = columns.map((column, i) => (ones[i] === true ? [inputBit(constant(1, 1)), ...column] : column));
  const cellNames = namesByColumn(prefix);
  for (const limit of limitsBelow(heap.reduce((height, column) => Math.max(height, column.length), 0))) {
    heap = lower(heap, limit, cellNames, schedule);
  }
  return heap;
}

/** Heights that levels bring a heap down to, largest first: the last is 2, each other 1.5 times the one after it. */
function limitsBelow(height: number): number[] {
  const limits: number[] = [];
  for (let limit = 2; limit < height; limit = Math.floor(limit * 1.5)) limits.unshift(limit);
  return limits;
}

type CellNames = (column: number) => string;

function namesByColumn(prefix: string): CellNames {
  const used: number[] = [];
  return (column) => {
    const number = used[column] ?? 0;
    used[column] = number + 1;
    return `${prefix}c${column}_${number}`;
  };
}

function lower(
  heap: readonly (readonly TimedBit[])[],
  limit: number,
  cellNames: CellNames,
  schedule: Schedule,
): TimedBit[][] {
  const lowered: TimedBit[][] = heap.map(() => []);
  for (const [i, column] of heap.entries()) {
    const made = lowered[i] as TimedBit[];
    const next = lowered[i + 1];
    const rest = [...column];
    const allowed = i === 0 ? Math.max(3, limit) : limit;
    while (rest.length + made.length > allowed) {
      const bits = takeEarliest(rest, rest.length + made.length - allowed === 1 ? 2 : 3);
      if (next === undefined) {
        made.push(addTop(bits, schedule));
      } else {
        const { sum, carry } = addBits(bits, () => cellNames(i), schedule);
        made.push(sum);
        next.push(carry);
      }
    }
    made.unshift(...rest);
  }
  return lowered;
}

/** The top column drops its carries. */
function addTop(bits: readonly TimedBit[], schedule: Schedule): TimedBit {
  const live = bits.filter(isVariable);
  const { inputs, output } = schedule(live, live.length - 1);
  const sum = xor(...inputs);
  return output(live.length < bits.length ? not(sum) : sum);
}

/** A full or half adder; with a constant one among its inputs, an XNOR and an OR, or an inverter. */
function addBits(
  bits: readonly TimedBit[],
  name: () => string,
  schedule: Schedule,
): { readonly sum: TimedBit; readonly carry: TimedBit } {
  const live = bits.filter(isVariable);
  const { inputs, output } = schedule(live, live.length === 3 ? FULL_ADDER_LEVELS : live.length - 1);
  if (live.length < bits.length) return { sum: output(not(xor(...inputs))), carry: output(or(...inputs)) };
  const [a, b, c] = inputs as [Signal, Signal, Signal | undefined];
  const { sum, carry } = c === undefined ? halfAdder(name(), a, b) : fullAdder(name(), a, b, c);
  return { sum: output(sum), carry: output(carry) };
}

function isVariable({ signal }: TimedBit): boolean {
  return signal.kind !== "constant";
}
