import { and, ltu, not, or, slice, type Signal } from "../../../src/hdl/index.ts";
import type { Adder } from "../compressor.ts";

/** a < b: a carry from bit to bit, or a tree over halves. */
export function lessThan(a: Signal, b: Signal, adder: Adder): Signal {
  return adder === "ripple" ? ltu(a, b) : compareHalves(a, b).isLess;
}

function compareHalves(a: Signal, b: Signal): { readonly isLess: Signal; readonly isEqualOrLess: Signal } {
  if (a.width === 1) return { isLess: and(not(a), b), isEqualOrLess: or(not(a), b) };
  const half = a.width >> 1;
  const low = compareHalves(slice(a, 0, half), slice(b, 0, half));
  const high = compareHalves(slice(a, half, a.width - half), slice(b, half, a.width - half));
  return {
    isLess: or(high.isLess, and(high.isEqualOrLess, low.isLess)),
    isEqualOrLess: or(high.isLess, and(high.isEqualOrLess, low.isEqualOrLess)),
  };
}
