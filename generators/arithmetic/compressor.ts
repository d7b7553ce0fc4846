import { bit, constant, concat, fullAdder, halfAdder, not, or, xor, type Signal } from "../../src/hdl/index.ts";

/**
 * Multi-operand addition by a heap of bits. `columns[i]` holds the bits of weight 2^i. Every column is brought down to
 * one bit with full adders, earliest bits first, and hands its carries to the next; so the heap compresses in
 * logarithmic depth and the last carries ripple, with the fewest possible cells: one full adder per bit that vanishes.
 */

interface TimedBit {
  readonly signal: Signal;
  /** Gate levels after the inputs. */
  readonly time: number;
}

/**
 * Adds `words` (each aligned to bit 0, unsigned) and `constantTerm`, modulo 2^width. Cells are named
 * `<prefix>c<column>_<n>`; `prefix` sets several heaps in one module apart.
 */
export function compress(words: readonly Signal[], constantTerm: bigint, width: number, prefix = ""): Signal {
  const columns: TimedBit[][] = Array.from({ length: width }, () => []);
  for (const word of words) {
    for (let i = 0; i < Math.min(word.width, width); i++) columns[i]?.push({ signal: bit(word, i), time: 0 });
  }
  return compressColumns(columns, constantTerm, width, prefix);
}

/** As `compress`, for bits that already stand in columns. */
export function compressBits(columns: readonly (readonly Signal[])[], constantTerm: bigint, width: number): Signal {
  const timed = Array.from({ length: width }, (_, i) => (columns[i] ?? []).map((signal) => ({ signal, time: 0 })));
  return compressColumns(timed, constantTerm, width, "");
}

function compressColumns(columns: readonly TimedBit[][], constantTerm: bigint, width: number, prefix: string): Signal {
  const addend = BigInt.asUintN(width, constantTerm);
  const sums = columns.map((column, index) => {
    const hasOne = ((addend >> BigInt(index)) & 1n) === 1n;
    const next = columns[index + 1];
    return next === undefined ? topBit(column, hasOne) : reduceColumn(column, hasOne, next, `${prefix}c${index}`);
  });
  return concat(...sums);
}

/** The most significant column drops its carries, so it is a plain XOR. */
function topBit(column: readonly TimedBit[], hasOne: boolean): Signal {
  if (column.length === 0) return constant(1, hasOne ? 1 : 0);
  const queue = [...column];
  while (queue.length > 1) {
    const [a, b] = takeEarliest(queue, 2) as [TimedBit, TimedBit];
    queue.push({ signal: xor(a.signal, b.signal), time: Math.max(a.time, b.time) + 1 });
  }
  const last = (queue[0] as TimedBit).signal;
  return hasOne ? not(last) : last;
}

function reduceColumn(column: readonly TimedBit[], hasOne: boolean, next: TimedBit[], prefix: string): Signal {
  const queue = [...column];
  let cells = 0;
  while (queue.length > 2) {
    const [a, b, c] = takeEarliest(queue, 3) as [TimedBit, TimedBit, TimedBit];
    const { sum, carry } = fullAdder(`${prefix}_${cells++}`, a.signal, b.signal, c.signal);
    queue.push({ signal: sum, time: Math.max(a.time, b.time, c.time) + 2 });
    next.push({ signal: carry, time: Math.max(a.time, b.time, c.time) + 2 });
  }
  return hasOne ? lastWithOne(queue, next) : lastBits(queue, next, `${prefix}_${cells}`);
}

function lastBits(queue: readonly TimedBit[], next: TimedBit[], name: string): Signal {
  const [a, b] = queue;
  if (a === undefined) return constant(1, 0);
  if (b === undefined) return a.signal;
  const { sum, carry } = halfAdder(name, a.signal, b.signal);
  next.push({ signal: carry, time: Math.max(a.time, b.time) + 1 });
  return sum;
}

/** A constant one in the column: a full adder with a constant input is an XNOR and an OR. */
function lastWithOne(queue: readonly TimedBit[], next: TimedBit[]): Signal {
  const [a, b] = queue;
  if (a === undefined) return constant(1, 1);
  if (b === undefined) {
    next.push(a);
    return not(a.signal);
  }
  next.push({ signal: or(a.signal, b.signal), time: Math.max(a.time, b.time) + 1 });
  return not(xor(a.signal, b.signal));
}

/** Removes and returns the `count` earliest bits; of equal ones the oldest, so the result is deterministic. */
function takeEarliest(queue: TimedBit[], count: number): TimedBit[] {
  const taken: TimedBit[] = [];
  for (let k = 0; k < count; k++) {
    let best = 0;
    for (let i = 1; i < queue.length; i++) if ((queue[i] as TimedBit).time < (queue[best] as TimedBit).time) best = i;
    taken.push(...queue.splice(best, 1));
  }
  return taken;
}
