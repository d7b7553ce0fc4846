import {
  bitsFor,
  countExponent,
  countOf,
  deltaMagnitudeBits,
  hasFixedSlots,
  scatteredPlace,
  xMagnitudeBits,
} from "../../../generators/update-unit/index.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import { maskLength } from "./bit-masks.ts";
import type { CountRegisters } from "./pulse-plan.ts";

/** Slots of one pass of a unit with trains. */
export function slotsOfPass({ encoding, maxPulses, ...shape }: UnitShape, { pulses }: CountRegisters): number {
  if (encoding === "sign") return 1;
  return hasFixedSlots({ encoding, maxPulses, ...shape }) ? maxPulses : pulses;
}

/** The trains of all magnitudes of rows, or of columns: `maskLength(maxPulses)` entries each. Not for stochastic ones. */
export function trainMasks(shape: UnitShape, line: "row" | "column", registers: CountRegisters): Int32Array {
  const slots = slotsOfPass(shape, registers);
  const length = maskLength(shape.maxPulses);
  const bits = line === "row" ? xMagnitudeBits(shape) : deltaMagnitudeBits(shape);
  const masks = new Int32Array(length * 2 ** bits);
  for (let magnitude = 0; magnitude < 2 ** bits; magnitude++) {
    const fires = trainOf(shape, line, bits, magnitude, registers.threshold);
    for (let slot = 0; slot < slots; slot++) {
      const at = magnitude * length + (slot >>> 5);
      if (fires(slot)) masks[at] = (masks[at] as number) | (1 << (slot & 31));
    }
  }
  return masks;
}

function trainOf(
  shape: UnitShape,
  line: "row" | "column",
  bits: number,
  magnitude: number,
  threshold: number,
): (slot: number) => boolean {
  const exponent = countExponent(shape);
  switch (shape.encoding) {
    case "sign":
      return () => magnitude >= Math.max(1, threshold);
    case "binary-count": {
      const count = magnitude >>> Math.max(0, bits - bitsFor(shape.maxPulses));
      return (slot) => slot < count;
    }
    case "mean-count": {
      const count = countOf(magnitude, bits, exponent);
      if (line === "row") return (slot) => slot < count;
      const half = 2 ** (exponent - 1);
      return (slot) => ((half + slot * count) & (2 * half - 1)) + count >= 2 * half;
    }
    case "deterministic":
      return (slot) =>
        2 * magnitude * 2 ** exponent > (2 * (line === "row" ? slot : scatteredPlace(slot, exponent)) + 1) * 2 ** bits;
    case "stochastic":
      throw new Error("stochastic trains are drawn, not tabled");
  }
}
