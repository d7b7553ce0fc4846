import { isConditional, type Axis, type PlainAxis } from "./axis.ts";
import { geometricCount } from "./geometric-range.ts";

/** Items that a list in a space may have; the ranges of parameters are shorter. */
export const MOST_VALUES = 100_000;

/** Designs that a space may have: their indices are hashed as 32-bit numbers. */
export const MOST_POINTS = 2 ** 32;

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
