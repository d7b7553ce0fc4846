import { floatAdder } from "../../generators/arithmetic/float/adder.ts";
import type { FloatAdderShape } from "../../generators/arithmetic/float/adder-shape.ts";
import { FLOAT_FORMATS, formatBits, type FloatFormat } from "../../generators/numeric/float-format.ts";
import { Random } from "../../src/core/random.ts";
import { exactSum } from "../support/exact-float.ts";
import { addFloats } from "../support/float-arithmetic.ts";
import { PAIR_KINDS, randomPairs, type Pairs } from "../support/float-pairs.ts";
import { PairRunner } from "../support/run-pairs.ts";

const { fp16, bf16, fp32 } = FLOAT_FORMATS;

/** Formats of operands and sum. */
const COMBINATIONS: readonly (readonly [FloatFormat, FloatFormat])[] = [
  [fp16, fp16],
  [fp16, fp32],
  [bf16, bf16],
  [bf16, fp32],
  [fp32, fp32],
];
/** Random pairs of each combination, a fifth of each kind. */
const PAIRS = 10_000_000;
const BATCH = 50_000;
/** One sum in this many is checked against exact integers too. */
const EXACT_STRIDE = 100;

type Combination = Pick<FloatAdderShape, "from" | "to">;

/** The two structures that differ most: carries that ripple along one path, carry trees on two. */
const STRUCTURES = [
  { path: "single", adder: "ripple" },
  { path: "dual", adder: "prefix" },
] as const;

/**
 * The netlists of floating-point adders in the simulator against sums of doubles rounded once (float-value.ts, which the
 * tests show equal to exact integers), for ten million random pairs of each combination of formats and each structure;
 * every hundredth sum against exact integers (test/support/exact-float.ts) directly. Subnormals are kept.
 */
export function benchFloat(): { readonly text: string; readonly isWithinBounds: boolean } {
  const results = COMBINATIONS.map(([from, to]) => compare({ from, to }));
  return {
    text: ["float adders, netlist against reference", ...results.flatMap(({ lines }) => lines)].join("\n"),
    isWithinBounds: results.every(({ mismatches }) => mismatches === 0),
  };
}

interface Comparison {
  readonly lines: readonly string[];
  readonly mismatches: number;
}

function compare(combination: Combination): Comparison {
  const { from, to } = combination;
  const runners = STRUCTURES.map((structure) => {
    const shape: FloatAdderShape = { ...combination, ...structure, stages: 0, subnormals: "kept" };
    return { ...structure, runner: new PairRunner(floatAdder(shape), 0), seconds: 0, mismatches: 0, first: "" };
  });
  const random = new Random(formatBits(from) * 100 + formatBits(to));
  let exactMismatches = 0;
  let pairs = 0;
  for (; pairs < PAIRS; pairs += BATCH) {
    const kind = PAIR_KINDS[(pairs / BATCH) % PAIR_KINDS.length] as (typeof PAIR_KINDS)[number];
    const batch = randomPairs(kind, from, from, BATCH, random);
    const expected = roundedSums(combination, batch);
    exactMismatches += countInexact(combination, batch, expected);
    for (const each of runners) {
      const begin = performance.now();
      const sums = each.runner.run(batch);
      each.seconds += (performance.now() - begin) / 1000;
      const { count, first } = differences(batch, sums, expected);
      each.mismatches += count;
      each.first ||= first;
    }
  }
  const lines = runners.map(({ path, adder, seconds, mismatches, first }) => {
    const rate = (pairs / seconds / 1e6).toFixed(1);
    return `  ${from.name} to ${to.name}, ${path}, ${adder}: ${pairs} pairs, ${mismatches} mismatches, ${rate} million pairs/s${first}`;
  });
  const checked = `  ${from.name} to ${to.name}, reference: ${pairs / EXACT_STRIDE} sums in exact integers, ${exactMismatches} mismatches`;
  return {
    lines: [...lines, checked],
    mismatches: runners.reduce((sum, { mismatches }) => sum + mismatches, exactMismatches),
  };
}

function roundedSums({ from, to }: Combination, { a, b }: Pairs): Uint32Array {
  return a.map((x, i) => addFloats({ bits: x, format: from }, { bits: b[i] as number, format: from }, to, "kept"));
}

/** How many of every hundredth sum differ from the exact one. */
function countInexact({ from, to }: Combination, { a, b }: Pairs, sums: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i += EXACT_STRIDE) {
    const formats = { a: from, b: from, to, subnormals: "kept" } as const;
    if (exactSum(formats, a[i] as number, b[i] as number) !== sums[i]) count++;
  }
  return count;
}

function differences({ a, b }: Pairs, sums: Uint32Array, expected: Uint32Array) {
  let count = 0;
  let first = "";
  sums.forEach((sum, i) => {
    if (sum === expected[i]) return;
    const hex = (word: number | undefined): string => (word as number).toString(16);
    if (count++ === 0) first = `; first: ${hex(a[i])} + ${hex(b[i])} is ${hex(sum)}, expected ${hex(expected[i])}`;
  });
  return { count, first };
}
