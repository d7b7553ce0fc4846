import { describe, expect, it } from "vitest";
import { settle } from "../../../../generators/arithmetic/float/settle.ts";
import { FLOAT_FORMATS, type Subnormals } from "../../../../generators/numeric/float-format.ts";
import { LANES, Simulator } from "../../../../src/hdl/simulate.ts";
import { exactSum } from "../../../support/exact-float.ts";
import { everyPattern } from "../../../support/float-pairs.ts";

const small = [1, 4].flatMap((mantissaBits) =>
  (["ieee", "nan-only"] as const).map((specials) => ({
    name: `e3m${mantissaBits}${specials === "ieee" ? "" : "n"}`,
    exponentBits: 3,
    mantissaBits,
    specials,
  })),
);
const { fp8e4m3, fp8e5m2, fp16, bf16 } = FLOAT_FORMATS;
const cases = [fp8e4m3, fp8e5m2, fp16, bf16, ...small].flatMap((format) =>
  (["kept", "flushed"] as readonly Subnormals[]).map((subnormals) => ({ format, subnormals })),
);

describe("settle(shape)", () => {
  it.each(cases)("is the exact sum of +0 and every pattern of $format.name, $subnormals", ({ format, subnormals }) => {
    const simulator = new Simulator(settle({ format, subnormals }));
    const patterns = everyPattern(format);
    for (let first = 0; first < patterns.length; first += LANES) {
      const lanes = patterns.slice(first, first + LANES);
      lanes.forEach((bits, lane) => simulator.set("a", BigInt(bits), lane));
      simulator.evaluate();
      expect(lanes.map((_, lane) => Number(simulator.get("sum", lane)))).toEqual(
        lanes.map((bits) => exactSum({ a: format, b: format, to: format, subnormals }, 0, bits)),
      );
    }
  });
});
