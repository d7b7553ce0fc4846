import type { GeometricRange } from "./axis.ts";

/**
 * The values of {from, to, factor}: from·factor^k for k = 0, 1, … up to `to`, rounded to whole numbers, each once; 0 stays
 * alone. Up to the first k, called `dense`, whose step to the next is at least 1, rounding gives every whole number; from
 * there on every k gives a new one. So they are counted in closed form, however near the factor is to 1.
 */

/** How many values the range has; needs from ≤ to and factor > 1. */
export function geometricCount(range: GeometricRange): number {
  if (range.from <= 0) return 1;
  const { dense, last } = spanOf(range);
  return denseEnd(range, dense) - range.from + 1 + Math.max(0, last - dense);
}

/** The values, in order. */
export function geometricValues(range: GeometricRange): readonly number[] {
  const { from } = range;
  if (from <= 0) return [from];
  const { dense, last } = spanOf(range);
  return [
    ...Array.from({ length: denseEnd(range, dense) - from + 1 }, (_, i) => from + i),
    ...Array.from({ length: Math.max(0, last - dense) }, (_, i) => valueAt(range, dense + 1 + i)),
  ];
}

function valueAt({ from, factor }: GeometricRange, k: number): number {
  return Math.round(from * factor ** k);
}

/** The last whole number of the dense part. */
function denseEnd(range: GeometricRange, dense: number): number {
  return Math.min(range.to, valueAt(range, dense));
}

/** `last`: the largest k whose value is at most `to`; corrected, as logarithms are rounded. */
function spanOf(range: GeometricRange): { readonly dense: number; readonly last: number } {
  const { from, to, factor } = range;
  const dense = Math.max(0, Math.ceil(-Math.log(from * (factor - 1)) / Math.log(factor)));
  let last = Math.floor(Math.log((to + 0.5) / from) / Math.log(factor));
  while (last > dense && valueAt(range, last) > to) last--;
  while (last >= dense && valueAt(range, last + 1) <= to) last++;
  return { dense, last };
}
