import { isConditional, type Axis, type PlainAxis } from "./axis.ts";
import { geometricCount } from "./geometric-range.ts";

/** Items that a list in a space may have; the ranges of parameters are shorter. */
export const MOST_VALUES = 100_000;

/** Designs that a space may have, 2⁵³ − 1: their indices are numbers, and whole numbers are exact up to here. */
export const MOST_POINTS = Number.MAX_SAFE_INTEGER;

/** What is said of a space with more. */
export function tooManyPoints(points: number): string {
  const found = points < Infinity ? String(points) : "more than 1e308";
  return `got ${found} designs, expected at most ${MOST_POINTS} (2⁵³ − 1)`;
}

/**
 * How many designs a block has, if none of its parameters is conditional; undefined otherwise: then the conditions must be
 * followed.
 */
export function plainBlockSize(parameters: Readonly<Record<string, Axis>>): number | undefined {
  let size = 1;
  for (const axis of Object.values(parameters)) {
    if (isConditional(axis)) return undefined;
    size *= plainSize(axis);
  }
  return size;
}

/** How many values a plain axis has, in closed form: none of them is made. */
function plainSize(axis: PlainAxis): number {
  if (typeof axis !== "object") return 1;
  if ("from" in axis) {
    if ("factor" in axis) return geometricCount(axis);
    return Math.floor((axis.to - axis.from) / (axis.step ?? 1)) + 1;
  }
  return "times" in axis ? axis.factors.length : axis.length;
}
