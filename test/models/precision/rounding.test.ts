import { describe, expect, it } from "vitest";
import {
  FLOAT_FORMATS,
  FLOAT_NAMES,
  leastExponent,
  type FloatFormat,
} from "../../../generators/numeric/float-format.ts";
import { bitsOf, valueOf } from "../../../generators/numeric/float-value.ts";
import { Rounding } from "../../../models/precision/rounding.ts";
import { Random } from "../../../src/core/random.ts";

const FORMATS: readonly FloatFormat[] = FLOAT_NAMES.map((name) => FLOAT_FORMATS[name]);

describe("rounding.round(value)", () => {
  it.each(FORMATS)("is the nearest $name, as bitsOf has it: random values of all sizes", (format) => {
    const random = new Random(3);
    for (const subnormals of ["kept", "flushed"] as const) {
      const rounding = new Rounding(format, subnormals);
      for (let i = 0; i < 20_000; i++) {
        const exponent = random.integer(leastExponent(format) - format.mantissaBits - 3, 3 - leastExponent(format));
        // Few bits, so that ties are frequent.
        const value = (random.bit() * 2 - 1) * random.integer(0, 2 ** (format.mantissaBits + 3)) * 2 ** exponent;
        const scaled = value / 2 ** format.mantissaBits;
        const expected = valueOf(bitsOf(scaled, format, subnormals), format, subnormals);
        if (!Object.is(rounding.round(scaled), expected))
          expect(`${scaled} → ${rounding.round(scaled)}`).toBe(expected);
      }
    }
  });

  it("keeps the sign of zeros, flushes to +0, and overflows as the format says", () => {
    const { fp16, fp8e4m3 } = FLOAT_FORMATS;
    const [kept, flushed, finite] = [
      new Rounding(fp16, "kept"),
      new Rounding(fp16, "flushed"),
      new Rounding(fp8e4m3, "kept"),
    ];
    expect([-0, 0, -1e-12, 2 ** -24].map((value) => kept.round(value))).toEqual([-0, 0, -0, 2 ** -24]);
    expect([-0, -(2 ** -15), 2 ** -14].map((value) => flushed.round(value))).toEqual([-0, 0, 2 ** -14]);
    expect([65_519, 65_520, -1e300, Infinity].map((value) => kept.round(value))).toEqual([
      65_504,
      Infinity,
      -Infinity,
      Infinity,
    ]);
    expect([463, -464, 465, Infinity].map((value) => finite.round(value))).toEqual([448, -448, Number.NaN, Number.NaN]);
    expect([kept, flushed, finite].map((rounding) => rounding.round(Number.NaN))).toEqual(Array(3).fill(Number.NaN));
  });
});
