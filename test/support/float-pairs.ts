import {
  biasOf,
  canonicalNan,
  formatBits,
  largestFinite,
  type FloatFormat,
} from "../../generators/numeric/float-format.ts";
import { Random } from "../../src/core/random.ts";

/** Operands side by side, as bit patterns. */
export interface Pairs {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
}

/** Both signs of what arithmetic treats differently: zero, subnormals, edges of exponents and rounding, infinity, NaNs. */
export function corners(format: FloatFormat): readonly number[] {
  const { exponentBits, mantissaBits, specials } = format;
  const hidden = 2 ** mantissaBits;
  const sign = 2 ** (formatBits(format) - 1);
  const one = biasOf(format) * hidden;
  const largest = largestFinite(format);
  const subnormals = [0, 1, 2, hidden / 2, hidden - 1];
  const normals = [hidden, hidden + 1, 2 * hidden - 1, 2 * hidden, 3 * hidden];
  // 2^d around 1: where the smaller operand leaves the fraction, becomes the half, and the sticky bit.
  const powers = [-mantissaBits - 2, -mantissaBits - 1, -mantissaBits, -2, -1, 0, 1, mantissaBits, mantissaBits + 1];
  const around = powers.map((d) => one + d * hidden).flatMap((power) => [power - 1, power, power + 1]);
  const large = [largest - hidden, largest - 1, largest, largest - (largest % hidden)];
  const lastField = (2 ** exponentBits - 1) * hidden;
  const special = specials === "ieee" ? [lastField, lastField + 1, canonicalNan(format), sign - 1] : [sign - 1];
  const all = [...subnormals, ...normals, ...around, ...large, ...special].filter((bits) => bits >= 0 && bits < sign);
  return [...new Set(all)].flatMap((bits) => [bits, sign + bits]);
}

/** Every pair of two lists. */
export function allPairs(a: readonly number[], b: readonly number[]): Pairs {
  return {
    a: Uint32Array.from({ length: a.length * b.length }, (_, i) => a[Math.floor(i / b.length)] as number),
    b: Uint32Array.from({ length: a.length * b.length }, (_, i) => b[i % b.length] as number),
  };
}

/** All bit patterns of a format; for formats of 8 bits or so. */
export function everyPattern(format: FloatFormat): readonly number[] {
  return Array.from({ length: 2 ** formatBits(format) }, (_, bits) => bits);
}

/**
 * Where random operands lie: anywhere; with exponents so near that both fractions overlap; nearly equal with opposite signs;
 * around the smallest normal number; around the largest.
 */
export const PAIR_KINDS = ["uniform", "near exponents", "cancellation", "subnormal range", "overflow edge"] as const;
export type PairKind = (typeof PAIR_KINDS)[number];

/** `count` random pairs of one kind. */
export function randomPairs(kind: PairKind, a: FloatFormat, b: FloatFormat, count: number, random: Random): Pairs {
  const pairs = { a: new Uint32Array(count), b: new Uint32Array(count) };
  for (let i = 0; i < count; i++) {
    const first = firstOf(kind, a, random);
    pairs.a[i] = first;
    pairs.b[i] = secondOf(kind, first, a, b, random);
  }
  return pairs;
}

function firstOf(kind: PairKind, a: FloatFormat, random: Random): number {
  switch (kind) {
    case "uniform":
    case "near exponents":
    case "cancellation":
      return uniform(a, random);
    case "subnormal range":
      return withField(a, random.integer(0, 2), random);
    case "overflow edge":
      return withField(a, 2 ** a.exponentBits - 1 - random.integer(0, 2), random);
  }
}

function secondOf(kind: PairKind, first: number, a: FloatFormat, b: FloatFormat, random: Random): number {
  const field = Math.floor(first / 2 ** a.mantissaBits) % 2 ** a.exponentBits;
  const same = field - biasOf(a) + biasOf(b);
  switch (kind) {
    case "uniform":
      return uniform(b, random);
    case "near exponents":
      return withField(b, same + random.integer(-b.mantissaBits - 3, b.mantissaBits + 3), random);
    case "cancellation":
      return opposite(first, same, a, b, random);
    case "subnormal range":
      return withField(b, random.integer(0, 2), random);
    case "overflow edge":
      return withField(b, random.bit() === 1 ? 2 ** b.exponentBits - 1 - random.integer(0, 2) : same - random.integer(0, b.mantissaBits + 2), random); // prettier-ignore
  }
}

function uniform(format: FloatFormat, random: Random): number {
  return Math.floor(random.next() * 2 ** formatBits(format));
}

/** Any sign and fraction; `field` is brought into range. */
function withField({ exponentBits, mantissaBits }: FloatFormat, field: number, random: Random): number {
  const clamped = Math.min(2 ** exponentBits - 1, Math.max(0, field));
  const hidden = 2 ** mantissaBits;
  const sign = random.bit() * 2 ** exponentBits;
  return (sign + clamped) * hidden + Math.floor(random.next() * hidden);
}

/** About −`first`: its exponent or a neighbour of it, and its fraction but for a few low places. */
function opposite(first: number, same: number, a: FloatFormat, b: FloatFormat, random: Random): number {
  const { exponentBits, mantissaBits } = b;
  const [hidden, sign] = [2 ** mantissaBits, 2 ** (exponentBits + mantissaBits)];
  const field = Math.min(2 ** exponentBits - 1, Math.max(0, same + random.integer(-1, 1)));
  const fraction = Math.floor(((first % 2 ** a.mantissaBits) / 2 ** a.mantissaBits) * hidden);
  const moved = field * hidden + fraction + Math.floor((random.next() - 0.5) * 2 ** random.integer(0, mantissaBits));
  const isNegative = Math.floor(first / 2 ** (formatBits(a) - 1)) === 1;
  return Math.min(sign - 1, Math.max(0, moved)) + (isNegative ? 0 : sign);
}

/** Corners with corners, and `count` random pairs of every kind, seeded. */
export function wideSample(format: FloatFormat, count: number): Pairs {
  const list = corners(format);
  const random = PAIR_KINDS.map((kind, i) => randomPairs(kind, format, format, count, new Random(i)));
  const parts = [allPairs(list, list), ...random];
  const joined = (side: keyof Pairs): Uint32Array => Uint32Array.from(parts.flatMap((part) => [...part[side]]));
  return { a: joined("a"), b: joined("b") };
}

/** Random pairs whose products lie around the smallest normal number, far below it, or around the largest. */
export function productPairs(format: FloatFormat, count: number, random: Random): Pairs {
  const pairs = { a: new Uint32Array(count), b: new Uint32Array(count) };
  const last = 2 ** format.exponentBits - 1;
  for (let i = 0; i < count; i++) {
    const first = random.integer(0, last);
    // Fields of a product add up to its own and the bias.
    const target = i % 2 === 0 ? random.integer(-format.mantissaBits - 3, 2) : last + random.integer(-3, 1);
    pairs.a[i] = withField(format, first, random);
    pairs.b[i] = withField(format, target + biasOf(format) - first, random);
  }
  return pairs;
}
