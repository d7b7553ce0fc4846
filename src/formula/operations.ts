import {
  difference,
  exponential,
  larger,
  logarithm,
  magnitude,
  negative,
  NOTHING,
  power,
  product,
  quotient,
  smaller,
  squareRoot,
  sum,
  type Interval,
} from "./interval.ts";

/** Gives a number of something, e.g. of a metric row; NaN: it has none. */
export type NumberOf<Source> = (source: Source) => number;

/** What a formula can do with numbers, one or two: the function that comes of those of the operands, and bounds of its value. */
export interface Operation {
  readonly operands: 1 | 2;
  /** Written out for each operation: a function that does it itself, and calls none that does. */
  readonly join: <Source>(a: NumberOf<Source>, b: NumberOf<Source>) => NumberOf<Source>;
  readonly bounds: (a: Interval, b: Interval) => Interval;
}

function binary(join: Operation["join"], bounds: Operation["bounds"]): Operation {
  return { operands: 2, join, bounds: (a, b) => (hasNumber(a) && hasNumber(b) ? bounds(a, b) : NOTHING) };
}

function unary(join: <Source>(a: NumberOf<Source>) => NumberOf<Source>, bounds: (a: Interval) => Interval): Operation {
  return { operands: 1, join, bounds: (a) => (hasNumber(a) ? bounds(a) : NOTHING) };
}

/** Of an operand that has no number, nothing has one. */
function hasNumber({ lower }: Interval): boolean {
  return !Number.isNaN(lower);
}

/** The operators. Adding 0 makes −0 a 0, so that a divisor or a base of 0 has no sign; NaN^0 is NaN, not 1. */
export const OPERATORS = {
  add: binary((a, b) => (s) => a(s) + b(s), sum),
  subtract: binary((a, b) => (s) => a(s) - b(s), difference),
  multiply: binary((a, b) => (s) => a(s) * b(s), product),
  divide: binary((a, b) => (s) => a(s) / (b(s) + 0), quotient),
  power: binary((a, b) => (s) => powerOf(a(s), b(s)), power),
  negate: unary((a) => (s) => -a(s), negative),
} as const satisfies Readonly<Record<string, Operation>>;

function powerOf(base: number, exponent: number): number {
  return Number.isNaN(base) ? Number.NaN : (base + 0) ** exponent;
}

/** The functions, by the names that formulas call them by; those of two operands take two or more, from left to right. */
export const FUNCTIONS: ReadonlyMap<string, Operation> = new Map([
  ["min", binary((a, b) => (s) => Math.min(a(s), b(s)), smaller)],
  ["max", binary((a, b) => (s) => Math.max(a(s), b(s)), larger)],
  ["abs", unary((a) => (s) => Math.abs(a(s)), magnitude)],
  ["sqrt", unary((a) => (s) => Math.sqrt(a(s)), squareRoot)],
  ["exp", unary((a) => (s) => Math.exp(a(s)), exponential)],
  [
    "log2",
    unary(
      (a) => (s) => Math.log2(a(s)),
      (a) => logarithm(a, Math.log2),
    ),
  ],
  [
    "log10",
    unary(
      (a) => (s) => Math.log10(a(s)),
      (a) => logarithm(a, Math.log10),
    ),
  ],
]);
