import { bit, concat, constant, fullAdder, halfAdder, not, or, xor, type Signal } from "../../src/hdl/index.ts";
import { prefixSum } from "./prefix-adder.ts";
import { combinational, FULL_ADDER_LEVELS, inputBit, takeEarliest, type Schedule, type TimedBit } from "./stages.ts";
import { toTwoRows } from "./two-rows.ts";

/**
 * Multi-operand addition by a heap of bits. `columns[i]` holds the bits of weight 2^i.
 *
 * `ripple`: every column is brought down to one bit with full adders, earliest bits first, and hands its carries to the
 * next; so the heap compresses in logarithmic depth and the last carries ripple, with the fewest possible cells: one full
 * adder per bit that vanishes.
 *
 * `prefix`: every column is brought down to two bits, and one parallel-prefix adder adds the two rows.
 */
export type Adder = "ripple" | "prefix";

/** How a heap is added up. */
export interface HeapOptions {
  /** Default `ripple`. */
  readonly adder?: Adder;
  /** Cells are named `<prefix>c<column>_<n>`; `prefix` sets several heaps in one module apart. */
  readonly prefix?: string;
}

/** Adds `words` (each aligned to bit 0, unsigned) and `constantTerm`, modulo 2^width. */
export function compress(
  words: readonly Signal[],
  constantTerm: bigint,
  width: number,
  options: HeapOptions = {},
): Signal {
  return concat(...compressTimed(words, constantTerm, width, options, combinational).map(({ signal }) => signal));
}

/** As `compress`, with cells placed by `schedule`; the bits of the sum, lowest first. */
export function compressTimed(
  words: readonly Signal[],
  constantTerm: bigint,
  width: number,
  options: HeapOptions,
  schedule: Schedule,
): readonly TimedBit[] {
  const columns: TimedBit[][] = Array.from({ length: width }, () => []);
  for (const word of words) {
    for (let i = 0; i < Math.min(word.width, width); i++) columns[i]?.push(inputBit(bit(word, i)));
  }
  return addColumns(columns, constantTerm, options, schedule);
}

/** As `compress`, for bits that already stand in columns. */
export function compressBits(
  columns: readonly (readonly Signal[])[],
  constantTerm: bigint,
  width: number,
  options: HeapOptions = {},
): Signal {
  const timed = Array.from({ length: width }, (_, i) => (columns[i] ?? []).map(inputBit));
  return concat(...addColumns(timed, constantTerm, options, combinational).map(({ signal }) => signal));
}

function addColumns(
  columns: readonly TimedBit[][],
  constantTerm: bigint,
  { adder = "ripple", prefix = "" }: HeapOptions,
  schedule: Schedule,
): readonly TimedBit[] {
  const variable = columns.map((column) => column.filter(({ signal }) => signal.kind !== "constant"));
  const addend = columns.reduce((sum, column, i) => sum + (constantsOf(column) << BigInt(i)), constantTerm);
  const ones = columns.map((_, i) => ((addend >> BigInt(i)) & 1n) === 1n);
  return adder === "ripple"
    ? rippleSum(variable, ones, prefix, schedule)
    : prefixSum(toTwoRows(variable, ones, prefix, schedule), prefix, schedule);
}

/** Constants among the bits join the constant term. */
function constantsOf(column: readonly TimedBit[]): bigint {
  return column.reduce((sum, { signal }) => sum + (signal.kind === "constant" ? signal.value : 0n), 0n);
}

function rippleSum(
  columns: readonly TimedBit[][],
  ones: readonly boolean[],
  prefix: string,
  schedule: Schedule,
): TimedBit[] {
  return columns.map((column, i) => {
    const hasOne = ones[i] === true;
    const next = columns[i + 1];
    return next === undefined
      ? topBit(column, hasOne, schedule)
      : reduceColumn(column, hasOne, next, `${prefix}c${i}`, schedule);
  });
}

/** The most significant column drops its carries, so it is a plain XOR. */
function topBit(column: readonly TimedBit[], hasOne: boolean, schedule: Schedule): TimedBit {
  if (column.length === 0) return inputBit(constant(1, hasOne ? 1 : 0));
  const queue = [...column];
  while (queue.length > 1) {
    const { inputs, output } = schedule(takeEarliest(queue, 2), 1);
    queue.push(output(xor(...inputs)));
  }
  const last = queue[0] as TimedBit;
  return hasOne ? inverted(last) : last;
}

function reduceColumn(
  column: readonly TimedBit[],
  hasOne: boolean,
  next: TimedBit[],
  prefix: string,
  schedule: Schedule,
): TimedBit {
  const queue = [...column];
  let cells = 0;
  while (queue.length > 2) {
    const { inputs, output } = schedule(takeEarliest(queue, 3), FULL_ADDER_LEVELS);
    const [a, b, c] = inputs as [Signal, Signal, Signal];
    const { sum, carry } = fullAdder(`${prefix}_${cells++}`, a, b, c);
    queue.push(output(sum));
    next.push(output(carry));
  }
  return hasOne ? lastWithOne(queue, next, schedule) : lastBits(queue, next, `${prefix}_${cells}`, schedule);
}

function lastBits(queue: readonly TimedBit[], next: TimedBit[], name: string, schedule: Schedule): TimedBit {
  const [first, second] = queue;
  if (first === undefined) return inputBit(constant(1, 0));
  if (second === undefined) return first;
  const { inputs, output } = schedule([first, second], 1);
  const [a, b] = inputs as [Signal, Signal];
  const { sum, carry } = halfAdder(name, a, b);
  next.push(output(carry));
  return output(sum);
}

/** A constant one in the column: a full adder with a constant input is an XNOR and an OR. */
function lastWithOne(queue: readonly TimedBit[], next: TimedBit[], schedule: Schedule): TimedBit {
  const [first, second] = queue;
  if (first === undefined) return inputBit(constant(1, 1));
  if (second === undefined) {
    next.push(first);
    return inverted(first);
  }
  const { inputs, output } = schedule([first, second], 1);
  next.push(output(or(...inputs)));
  return output(not(xor(...inputs)));
}

function inverted(bit: TimedBit): TimedBit {
  return { ...bit, signal: not(bit.signal) };
}
