import { createHash } from "node:crypto";
import type { Layer } from "./checkpoint.ts";

/** Lengths of the blocks along a row whose zeros are counted: groups of a table, and those of published statistics. */
export const BLOCK_LENGTHS = [4, 5, 8, 16] as const;

/** How many of each. */
export interface TritCounts {
  readonly zeros: number;
  readonly plus: number;
  readonly minus: number;
}

/** Blocks of neighbours in a row, cut from its first input on; what is left at the end of a row is in none. */
export interface ZeroBlocks {
  readonly length: number;
  /** Entry z: blocks with z zeros; `length` + 1 entries. */
  readonly byZeros: readonly number[];
}

/** Of scales as stored, all those of a layer. */
export interface ScaleRange {
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** What is counted of weights. */
export interface Statistics extends TritCounts {
  readonly blocks: readonly ZeroBlocks[];
  readonly scales: ScaleRange;
  /** The part of zeros of each row, ascending. */
  readonly rowZeros: Float64Array;
}

/** Of one layer. */
export interface LayerStatistics extends Statistics {
  readonly layer: Layer;
  /** SHA-256 of the weights, row by row, a byte each (−1 is 255): the same however they are stored. */
  readonly sha256: string;
}

/** Reads a layer once, from its first row to its last. */
export function layerStatistics(layer: Layer): LayerStatistics {
  const counts = { zeros: 0, plus: 0 };
  const blocks = BLOCK_LENGTHS.map((length) => ({ length, byZeros: Array.from({ length: length + 1 }, () => 0) }));
  const rowZeros = new Float64Array(layer.outputs);
  const scales = { count: 0, minimum: Infinity, maximum: -Infinity };
  const hash = createHash("sha256");
  let output = 0;
  for (const row of layer.rows()) {
    hash.update(row.trits);
    const { sum, squares } = momentsOf(row.trits);
    const zeros = layer.inputs - squares;
    counts.zeros += zeros;
    counts.plus += (squares + sum) / 2;
    rowZeros[output++] = zeros / layer.inputs;
    for (const { length, byZeros } of blocks) addBlocks(row.trits, length, byZeros);
    if (output === 1 || layer.grain.per !== "tensor") addScales(row.scales, scales);
  }
  const minus = layer.outputs * layer.inputs - counts.zeros - counts.plus;
  return { layer, ...counts, minus, blocks, scales, rowZeros: rowZeros.toSorted(), sha256: hash.digest("hex") };
}

/** Of several layers together. @param all at least one */
export function combined(all: readonly Statistics[]): Statistics {
  const sum = (of: (each: Statistics) => number): number => all.reduce((total, each) => total + of(each), 0);
  const rows = new Float64Array(sum(({ rowZeros }) => rowZeros.length));
  let at = 0;
  for (const { rowZeros } of all) {
    rows.set(rowZeros, at);
    at += rowZeros.length;
  }
  return {
    zeros: sum(({ zeros }) => zeros),
    plus: sum(({ plus }) => plus),
    minus: sum(({ minus }) => minus),
    blocks: BLOCK_LENGTHS.map((length, i) => ({
      length,
      byZeros: Array.from({ length: length + 1 }, (_, z) => sum(({ blocks }) => blocks[i]?.byZeros[z] ?? 0)),
    })),
    scales: {
      count: sum(({ scales }) => scales.count),
      minimum: Math.min(...all.map(({ scales }) => scales.minimum)),
      maximum: Math.max(...all.map(({ scales }) => scales.maximum)),
    },
    rowZeros: rows.toSorted(),
  };
}

/** All weights. */
export function weightsOf({ zeros, plus, minus }: TritCounts): number {
  return zeros + plus + minus;
}

/** The part of blocks of this length that are zero throughout; undefined if rows are shorter. */
export function zeroBlockPart({ blocks }: Statistics, length: (typeof BLOCK_LENGTHS)[number]): number | undefined {
  const found = blocks.find((each) => each.length === length)?.byZeros ?? [];
  const total = found.reduce((sum, count) => sum + count, 0);
  return total === 0 ? undefined : (found[length] ?? 0) / total;
}

/** The part of zeros that `part` of the rows have at most: the ⌈part · rows⌉-th row, the first for 0. */
export function rowQuantile({ rowZeros }: Statistics, part: number): number {
  return rowZeros[Math.max(0, Math.ceil(part * rowZeros.length) - 1)] ?? 0;
}

/** Σ t and Σ t²: as many as there are +1 more than −1, and as there are both. No branches: data as random as this mispredicts them. */
function momentsOf(trits: Int8Array): { readonly sum: number; readonly squares: number } {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < trits.length; i++) {
    const trit = trits[i] as number;
    sum += trit;
    squares += trit * trit;
  }
  return { sum, squares };
}

function addBlocks(trits: Int8Array, length: number, histogram: number[]): void {
  for (let start = 0; start + length <= trits.length; start += length) {
    let zeros = length;
    for (let i = start; i < start + length; i++) zeros -= (trits[i] as number) * (trits[i] as number);
    histogram[zeros] = (histogram[zeros] as number) + 1;
  }
}

function addScales(scales: Float64Array, range: { count: number; minimum: number; maximum: number }): void {
  range.count += scales.length;
  for (const scale of scales) {
    range.minimum = Math.min(range.minimum, scale);
    range.maximum = Math.max(range.maximum, scale);
  }
}
