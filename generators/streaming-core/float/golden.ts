import { largestFinite, biasOf, type FloatFormat, type Subnormals } from "../../numeric/float-format.ts";
import { bitsOf, roundHalfEven, valueOf } from "../../numeric/float-value.ts";
import type { AlignedArithmetic, FloatArithmetic, NativeArithmetic, Product } from "../../contract/index.ts";

/**
 * What cores with floating-point activations must compute, bit for bit. Written from the definitions in `contract/float-arithmetic.ts`; shares no code
 * with the circuits. Activations of a `Product` are bit patterns here.
 */

/** Output i of a product as a bit pattern of the accumulator's format. */
export function floatDotProduct(arithmetic: FloatArithmetic, product: Product, output: number): number {
  const sum =
    arithmetic.kind === "native" ? nativeSum(arithmetic, product, output) : alignedSum(arithmetic, product, output);
  return bitsOf(sum, arithmetic.accumulator, arithmetic.subnormals);
}

/** A product holds patterns of 32 bits as signed integers. */
function pattern(bits: number): number {
  return bits >>> 0;
}

function rounded(value: number, format: FloatFormat, subnormals: Subnormals): number {
  return valueOf(bitsOf(value, format, subnormals), format, subnormals);
}

function nativeSum(arithmetic: NativeArithmetic, { inputs, activations, weights }: Product, output: number): number {
  const { format, table, accumulator, subnormals, partials, groupSize, groups, weights: by } = arithmetic;
  const add = (a: number, b: number): number => rounded(a + b, accumulator, subnormals);
  const term = (j: number): number => {
    const value = valueOf(pattern(activations[j] as number), format, subnormals);
    const weight = weights[output * inputs + j] as number;
    return by === "multiply" ? rounded(weight * value, format, subnormals) : weight * value;
  };
  const isUsed = (j: number): boolean => j < inputs && (by === "multiply" || weights[output * inputs + j] !== 0);
  const sums: number[] = [];
  const tileInputs = groups * groupSize;
  for (let tile = 0; tile * tileInputs < inputs; tile++) {
    const words = Array.from({ length: groups }, (_, l) => {
      const first = tile * tileInputs + l * groupSize;
      const places = Array.from({ length: groupSize }, (_unused, i) => first + groupSize - 1 - i);
      const terms = places.map((j) => (isUsed(j) ? term(j) : undefined));
      return halvedSum(terms, table, subnormals) ?? 0;
    });
    const p = tile % partials;
    sums[p] = add(sums[p] ?? 0, pairedSum(words, add));
  }
  return pairedSum(sums, add);
}

/** The sum of what stands in some places; undefined if nothing does. */
function halvedSum(
  places: readonly (number | undefined)[],
  format: FloatFormat,
  subnormals: Subnormals,
): number | undefined {
  if (places.length === 1) return places[0];
  const half = Math.ceil(places.length / 2);
  const upper = halvedSum(places.slice(0, half), format, subnormals);
  const lower = halvedSum(places.slice(half), format, subnormals);
  if (upper === undefined || lower === undefined) return upper ?? lower;
  return rounded(upper + lower, format, subnormals);
}

function pairedSum(words: readonly number[], add: (a: number, b: number) => number): number {
  let level = words;
  while (level.length > 1) {
    const next: number[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) next.push(add(level[i] as number, level[i + 1] as number));
    if (level.length % 2 === 1) next.push(level.at(-1) as number);
    level = next;
  }
  return level[0] as number;
}

function alignedSum(arithmetic: AlignedArithmetic, product: Product, output: number): number {
  const { span, format, subnormals, keptBits, tileInputs } = arithmetic;
  const { inputs, activations, weights } = product;
  if (activations.some((bits) => !isFiniteFloat(pattern(bits), format))) return Number.NaN;
  const size = span === "vector" ? inputs : tileInputs;
  let [sum, exponent] = [0, 0];
  for (let first = 0; first < inputs; first += size) {
    const tile = Array.from(activations.subarray(first, Math.min(inputs, first + size)), pattern);
    const largest = Math.max(...tile.map((bits) => exponentField(bits, format)));
    const added = tile.reduce((total, bits, i) => {
      const weight = weights[output * inputs + first + i] as number;
      return total + weight * alignedInteger(bits, format, subnormals, keptBits, largest);
    }, 0);
    sum =
      largest > exponent
        ? shiftedRight(sum, largest - exponent) + added
        : sum + shiftedRight(added, exponent - largest);
    exponent = Math.max(exponent, largest);
  }
  return sum * 2 ** (exponent - biasOf(format) - keptBits + 2);
}

/** Exponent field, 1 for subnormals and zero, which share the smallest normal exponent. */
function exponentField(bits: number, { exponentBits, mantissaBits }: FloatFormat): number {
  return Math.max(1, Math.floor((bits % 2 ** (exponentBits + mantissaBits)) / 2 ** mantissaBits));
}

function alignedInteger(
  bits: number,
  format: FloatFormat,
  subnormals: Subnormals,
  keptBits: number,
  largest: number,
): number {
  const value = valueOf(bits, format, subnormals);
  const scaled = Math.abs(value) * 2 ** (keptBits - 2 - (largest - biasOf(format)));
  return Math.sign(value) * Math.min(roundHalfEven(scaled), 2 ** (keptBits - 1) - 1);
}

/** x / 2^shift, rounded to nearest even */
function shiftedRight(value: number, shift: number): number {
  return roundHalfEven(value / 2 ** shift);
}

/** The largest exponent field of a product, which the stream of a core with `span` vector states. */
export function vectorExponent(activations: ArrayLike<number>, format: FloatFormat): number {
  let largest = 1;
  for (let j = 0; j < activations.length; j++)
    largest = Math.max(largest, exponentField(pattern(activations[j]!), format));
  return largest;
}

/** Whether a bit pattern is a finite number. */
export function isFiniteFloat(bits: number, format: FloatFormat): boolean {
  return bits % 2 ** (format.exponentBits + format.mantissaBits) <= largestFinite(format);
}
