import { describe, expect, it } from "vitest";
import { widen } from "../../../../generators/arithmetic/float/widen.ts";
import { biasOf, contains, FLOAT_FORMATS, type Subnormals } from "../../../../generators/numeric/float-format.ts";
import { LANES, Simulator } from "../../../../src/hdl/simulate.ts";
import { decode, exactConversion } from "../../../support/exact-float.ts";
import { everyPattern } from "../../../support/float-pairs.ts";

const { fp8e4m3, fp8e5m2, fp16, bf16 } = FLOAT_FORMATS;
const small = [2, 3].flatMap((exponentBits) =>
  [1, 4].flatMap((mantissaBits) =>
    (["ieee", "nan-only"] as const).map((specials) => ({
      name: `e${exponentBits}m${mantissaBits}${specials === "ieee" ? "" : "n"}`,
      exponentBits,
      mantissaBits,
      specials,
    })),
  ),
);

const cases = [fp8e4m3, fp8e5m2, fp16, bf16, ...small].flatMap((from) =>
  [...Object.values(FLOAT_FORMATS), ...small]
    .filter((to) => from !== to && contains(to, from) && biasOf(to) >= biasOf(from))
    .flatMap((to) => (["kept", "flushed"] as readonly Subnormals[]).map((subnormals) => ({ from, to, subnormals }))),
);

describe("widen(shape)", () => {
  it.each(cases)("$from.name to $to.name, $subnormals: every pattern, NaN as any NaN", ({ from, to, subnormals }) => {
    const simulator = new Simulator(widen({ from, to, subnormals }));
    const patterns = everyPattern(from);
    for (let first = 0; first < patterns.length; first += LANES) {
      const lanes = patterns.slice(first, first + LANES);
      lanes.forEach((bits, lane) => simulator.set("a", BigInt(bits), lane));
      simulator.evaluate();
      const words = lanes.map((_, lane) => Number(simulator.get("word", lane)));
      const canonical = words.map((word) => exactConversion(to, to, "kept", word));
      expect(canonical).toEqual(lanes.map((bits) => exactConversion(from, to, subnormals, bits)));
      const isNan = (word: number): boolean => decode(to, word, "kept").kind === "nan";
      expect(words.every((word, lane) => isNan(word) || word === canonical[lane])).toBe(true);
    }
  });
});
