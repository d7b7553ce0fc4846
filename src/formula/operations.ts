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

/** What a formula can do with numbers: the value, NaN where there is none, and bounds of it. Both get one or two operands. */
export interface Operation {
  readonly operands: 1 | 2;
  readonly of: (a: number, b: number) => number;
  readonly bounds: (a: Interval, b: Interval) => Interval;
}

/** Of an operand that has no number, nothing has one. */
function binary(of: Operation["of"], bounds: Operation["bounds"]): Operation {
  const hasNumber = ({ lower }: Interval): boolean => !Number.isNaN(lower);
  return { operands: 2, of, bounds: (a, b) => (hasNumber(a) && hasNumber(b) ? bounds(a, b) : NOTHING) };
}

function unary(of: (a: number) => number, bounds: (a: Interval) => Interval): Operation {
  return { operands: 1, of, bounds: (a) => (Number.isNaN(a.lower) ? NOTHING : bounds(a)) };
}

/** The operators. Adding 0 makes −0 a 0, so that a divisor or a base of 0 has no sign. */
export const OPERATORS = {
  add: binary((a, b) => a + b, sum),
  subtract: binary((a, b) => a - b, difference),
  multiply: binary((a, b) => a * b, product),
  divide: binary((a, b) => a / (b + 0), quotient),
  power: binary((a, b) => (Number.isNaN(a) ? Number.NaN : (a + 0) ** b), power),
  negate: unary((a) => -a, negative),
} as const satisfies Readonly<Record<string, Operation>>;

/** The functions, by the names that formulas call them by; those of two operands take two or more, from left to right. */
export const FUNCTIONS: ReadonlyMap<string, Operation> = new Map([
  ["min", binary(Math.min, smaller)],
  ["max", binary(Math.max, larger)],
  ["abs", unary(Math.abs, magnitude)],
  ["sqrt", unary(Math.sqrt, squareRoot)],
  ["exp", unary(Math.exp, exponential)],
  ["log2", unary(Math.log2, (a) => logarithm(a, Math.log2))],
  ["log10", unary(Math.log10, (a) => logarithm(a, Math.log10))],
]);
