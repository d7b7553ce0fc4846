/** Bounds of a number, both included; both NaN where there is no such number. An end may be infinite. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** Where there is no number, e.g. the square root of negative ones. */
export const NOTHING: Interval = { lower: Number.NaN, upper: Number.NaN };

const ANYTHING: Interval = { lower: -Infinity, upper: Infinity };

/*
 * Bounds of what `operations.ts` computes, rounding included. Sums, products, quotients and roots are rounded to nearest, which
 * keeps order, so the operation on the ends bounds it everywhere between. Powers, `exp` and logarithms are off by an ulp or
 * two and need not keep order: their bounds are wider by `SLACK`. Results that are NaN count as none.
 */

/** Part by which bounds of functions that are not rounded exactly are wider. */
const SLACK = 8 * Number.EPSILON;

export function sum(a: Interval, b: Interval): Interval {
  return ends(a.lower + b.lower, a.upper + b.upper);
}

export function difference(a: Interval, b: Interval): Interval {
  return ends(a.lower - b.upper, a.upper - b.lower);
}

export function negative({ lower, upper }: Interval): Interval {
  return { lower: -upper, upper: -lower };
}

export function product(a: Interval, b: Interval): Interval {
  // 0 · ∞ is an end, not a value: finite numbers come near to ∞, and 0 times each of them is 0.
  return corners(a, b, (x, y) => (x === 0 || y === 0 ? 0 : x * y));
}

export function quotient(a: Interval, b: Interval): Interval {
  if (b.lower > 0 || b.upper < 0) return corners(a, b, (x, y) => x / y);
  if (b.lower < 0) return ANYTHING;
  // From 0 on: a positive number becomes larger without end, a negative one smaller.
  if (a.lower >= 0) return ends(a.lower / b.upper, Infinity);
  return a.upper <= 0 ? ends(-Infinity, a.upper / b.upper) : ANYTHING;
}

/** Bases below 0 have whole powers only. */
export function power(a: Interval, b: Interval): Interval {
  if (a.lower >= 0) return atLeast0(wider(corners(a, b, (x, y) => (x + 0) ** y)));
  if (b.lower !== b.upper || !Number.isFinite(b.lower)) return ANYTHING;
  if (Number.isInteger(b.lower)) return wholePower(a, b.lower);
  if (a.lower === -Infinity) return { lower: 0, upper: Infinity }; // (−∞)^0.5 is ∞
  return a.upper < 0 ? NOTHING : power({ lower: 0, upper: a.upper }, b);
}

function wholePower({ lower, upper }: Interval, exponent: number): Interval {
  const [first, last] = [lower ** exponent, upper ** exponent];
  const least = Math.min(first, last);
  const most = Math.max(first, last);
  const isEven = exponent % 2 === 0;
  if (upper >= 0 && exponent < 0) return isEven ? atLeast0(wider({ lower: least, upper: Infinity })) : ANYTHING;
  const around0 = isEven && upper >= 0 && exponent > 0;
  const bounds = wider({ lower: around0 ? 0 : least, upper: most });
  return isEven ? atLeast0(bounds) : bounds;
}

export function smaller(a: Interval, b: Interval): Interval {
  return { lower: Math.min(a.lower, b.lower), upper: Math.min(a.upper, b.upper) };
}

export function larger(a: Interval, b: Interval): Interval {
  return { lower: Math.max(a.lower, b.lower), upper: Math.max(a.upper, b.upper) };
}

export function magnitude(a: Interval): Interval {
  if (a.lower >= 0) return a;
  return a.upper <= 0 ? negative(a) : { lower: 0, upper: Math.max(-a.lower, a.upper) };
}

export function squareRoot(a: Interval): Interval {
  return from0(a, Math.sqrt);
}

export function exponential({ lower, upper }: Interval): Interval {
  return atLeast0(wider({ lower: Math.exp(lower), upper: Math.exp(upper) }));
}

export function logarithm(a: Interval, of: (x: number) => number): Interval {
  return wider(from0(a, of));
}

/** Of the numbers that lie in both; none if there are none. */
export function within(a: Interval, b: Interval): Interval {
  const [lower, upper] = [Math.max(a.lower, b.lower), Math.min(a.upper, b.upper)];
  return lower <= upper ? { lower, upper } : NOTHING;
}

/** A rising function that numbers below 0 have no value of. */
function from0({ lower, upper }: Interval, of: (x: number) => number): Interval {
  return upper >= 0 ? { lower: of(Math.max(0, lower)), upper: of(upper) } : NOTHING;
}

function corners(a: Interval, b: Interval, of: (x: number, y: number) => number): Interval {
  const values = [of(a.lower, b.lower), of(a.lower, b.upper), of(a.upper, b.lower), of(a.upper, b.upper)];
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? ANYTHING : { lower: Math.min(...known), upper: Math.max(...known) };
}

/** An end of which nothing is known is infinite. */
function ends(lower: number, upper: number): Interval {
  return {
    lower: Number.isNaN(lower) ? -Infinity : lower,
    upper: Number.isNaN(upper) ? Infinity : upper,
  };
}

/** Infinite ends, and NaN, stay. */
function wider({ lower, upper }: Interval): Interval {
  const slack = (end: number): number => (Number.isFinite(end) ? Math.abs(end) * SLACK + Number.MIN_VALUE : 0);
  return { lower: lower - slack(lower), upper: upper + slack(upper) };
}

function atLeast0({ lower, upper }: Interval): Interval {
  return { lower: Math.max(0, lower), upper };
}
