import { describe, expect, it } from "vitest";
import { fromInteger, type FromIntegerShape } from "../../../../generators/arithmetic/float/from-integer.ts";
import {
  canonicalNan,
  FLOAT_FORMATS,
  leastExponent,
  type Subnormals,
} from "../../../../generators/numeric/float-format.ts";
import { Random } from "../../../../src/core/random.ts";
import { LANES, Simulator } from "../../../../src/hdl/simulate.ts";
import { encode } from "../../../support/exact-float.ts";

const { fp8e4m3, fp8e5m2, fp16, bf16, fp32 } = FLOAT_FORMATS;
const ADDERS = ["ripple", "prefix"] as const;
const SUBNORMALS: readonly Subnormals[] = ["kept", "flushed"];

/** total · 2^(exponent − scale), rounded; a total of 0 is +0. */
function expected({ scale, to, subnormals }: FromIntegerShape, total: number, exponent: number): number {
  const magnitude = BigInt(Math.abs(total));
  return encode(to, { kind: "finite", isNegative: total < 0, magnitude, exponent: exponent - scale }, subnormals);
}

/** The first operands of which the netlist gives another result. */
function faults(shape: FromIntegerShape, operands: readonly (readonly [number, number])[]): readonly string[] {
  const simulator = new Simulator(fromInteger(shape));
  const found: string[] = [];
  for (let first = 0; first < operands.length; first += LANES) {
    const lanes = operands.slice(first, first + LANES);
    lanes.forEach(([total, exponent], lane) => {
      simulator.set("total", BigInt.asUintN(shape.width, BigInt(total)), lane);
      simulator.set("exponent", BigInt(exponent), lane);
    });
    simulator.evaluate();
    lanes.forEach(([total, exponent], lane) => {
      const [got, right] = [Number(simulator.get("result", lane)), expected(shape, total, exponent)];
      if (got !== right) found.push(`${total}, E ${exponent}: got ${got.toString(16)}, expected ${right.toString(16)}`);
    });
  }
  return found.slice(0, 5);
}

/** Every total and exponent from 1. */
function everyOperand({ width, exponentBits }: FromIntegerShape): readonly (readonly [number, number])[] {
  const totals = Array.from({ length: 2 ** width }, (_, i) => i - 2 ** (width - 1));
  return totals.flatMap((total) => Array.from({ length: 2 ** exponentBits - 1 }, (_, e) => [total, e + 1] as const));
}

/** Totals of all magnitudes, also next to powers of two, and the extremes. */
function someOperands({ width, exponentBits }: FromIntegerShape, random: Random) {
  return Array.from({ length: 4000 }, (_, i) => {
    const half = 2 ** (width - 1);
    const magnitude = Math.floor(random.next() * 2 ** random.integer(0, width - 1)) + random.integer(-1, 1);
    const near = 2 ** random.integer(0, width - 1) + random.integer(-2, 2);
    const total = (random.bit() === 1 ? 1 : -1) * (i % 2 === 0 ? magnitude : near);
    const clamped = i === 0 ? -half : Math.min(half - 1, Math.max(-half, total));
    return [clamped, random.integer(1, 2 ** exponentBits - 1)] as const;
  });
}

const formats = [fp8e4m3, fp8e5m2, fp16, bf16, fp32];
const variants = ADDERS.flatMap((adder) => SUBNORMALS.map((subnormals) => ({ adder, subnormals })));

describe("fromInteger(shape)", () => {
  it.each(formats)("7 bits with 4 bits of exponent to $name: every operand, at scales far and near", (to) => {
    const zero = -leastExponent(to) + to.mantissaBits;
    for (const { adder, subnormals } of variants)
      for (const scale of [0, 3, 8, 20, zero - 9, zero, zero + 7, zero + 15]) {
        const shape = { width: 7, exponentBits: 4, scale, to, adder, subnormals };
        expect([scale, ...faults(shape, everyOperand(shape))]).toEqual([scale]);
      }
  });

  const wide = [
    { width: 18, exponentBits: 5, scale: 15 + 16 },
    { width: 24, exponentBits: 5, scale: 15 + 20 },
    { width: 30, exponentBits: 8, scale: 127 + 22 },
    { width: 20, exponentBits: 8, scale: 127 + 14 },
  ].flatMap((each) => formats.map((to) => ({ ...each, to })));

  it.each(wide)("$width bits, $exponentBits of exponent, scale $scale, to $to.name: random operands", (each) => {
    for (const { adder, subnormals } of variants) {
      const shape = { ...each, adder, subnormals };
      expect(faults(shape, someOperands(shape, new Random(each.width)))).toEqual([]);
    }
  });

  it("is_nan gives the canonical NaN whatever the total", () => {
    const shape = { width: 8, exponentBits: 5, scale: 20, to: fp16, adder: "ripple", subnormals: "kept" } as const;
    const simulator = new Simulator(fromInteger(shape));
    simulator.set("is_nan", 1n);
    simulator.set("exponent", 9n);
    for (const total of [0n, 1n, 127n, 128n, 255n]) {
      simulator.set("total", total);
      simulator.evaluate();
      expect(simulator.get("result")).toBe(BigInt(canonicalNan(fp16)));
    }
  });
});
