import { describe, expect, it } from "vitest";
import { floatMultiplier, type FloatMultiplierShape } from "../../../../generators/arithmetic/float/multiplier.ts";
import { FLOAT_FORMATS, type FloatFormat, type Subnormals } from "../../../../generators/numeric/float-format.ts";
import { Random } from "../../../../src/core/random.ts";
import { exactProduct } from "../../../support/exact-float.ts";
import { everyPattern, allPairs, PAIR_KINDS, productPairs, wideSample, type Pairs } from "../../../support/float-pairs.ts"; // prettier-ignore
import { PairRunner } from "../../../support/run-pairs.ts";

const { fp8e4m3, fp8e5m2, fp16, bf16, fp32 } = FLOAT_FORMATS;
const ADDERS = ["ripple", "prefix"] as const;
const SUBNORMALS: readonly Subnormals[] = ["kept", "flushed"];
const RANDOM_PAIRS = 2000;

type Products = Pick<FloatMultiplierShape, "format" | "subnormals">;

function expectedProducts({ format, subnormals }: Products, { a, b }: Pairs): Uint32Array {
  return a.map((x, i) => exactProduct({ a: format, b: format, to: format, subnormals }, x, b[i] as number));
}

/** The first pairs of which the netlist gives another product. */
function faults(shape: FloatMultiplierShape, pairs: Pairs, expected: Uint32Array): readonly string[] {
  const found: string[] = [];
  new PairRunner(floatMultiplier(shape), shape.stages).run(pairs).forEach((product, i) => {
    const hex = (word: number | undefined): string => (word as number).toString(16);
    if (product === expected[i] || found.length === 5) return;
    found.push(`${hex(pairs.a[i])} · ${hex(pairs.b[i])}: got ${hex(product)}, expected ${hex(expected[i])}`);
  });
  return found;
}

function cases(formats: readonly FloatFormat[]) {
  return formats.flatMap((format) =>
    SUBNORMALS.map((subnormals) => ({ format, subnormals, name: `${format.name}, ${subnormals}` })),
  );
}

function expectNoFaults(products: Products, pairs: Pairs, stages: readonly number[]): void {
  const expected = expectedProducts(products, pairs);
  for (const adder of ADDERS)
    for (const count of stages) expect(faults({ ...products, adder, stages: count }, pairs, expected)).toEqual([]);
}

describe("floatMultiplier(shape)", () => {
  it.each(cases([fp8e4m3, fp8e5m2]))("$name: all 65536 products, in 0 to 4 stages", (products) => {
    const all = everyPattern(products.format);
    expectNoFaults(products, allPairs(all, all), [0, 1, 2, 3, 4]);
  });

  const small = [2, 3].flatMap((exponentBits) =>
    [1, 2, 3].flatMap((mantissaBits) =>
      (["ieee", "nan-only"] as const).map((specials) => ({
        name: `e${exponentBits}m${mantissaBits}${specials === "ieee" ? "" : "n"}`,
        exponentBits,
        mantissaBits,
        specials,
      })),
    ),
  );

  it.each(cases(small))("$name, a format that nobody has: all products", (products) => {
    const all = everyPattern(products.format);
    expectNoFaults(products, allPairs(all, all), [0]);
  });

  it.each(cases([fp16, bf16, fp32]))("$name: corners and random pairs of every kind", (products) => {
    expectNoFaults(products, wideSample(products.format, RANDOM_PAIRS), [0, 2]);
  });

  it.each(cases([fp16, bf16, fp32]))("$name: products around the smallest and the largest number", (products) => {
    expectNoFaults(products, productPairs(products.format, PAIR_KINDS.length * RANDOM_PAIRS, new Random(9)), [0]);
  });
});
