import { expect, it } from "vitest";
import { floatAdder } from "../../../../generators/arithmetic/float/adder.ts";
import { FLOAT_FORMATS } from "../../../../generators/numeric/float-format.ts";
import { exactSum } from "../../../support/exact-float.ts";
import { wideSample } from "../../../support/float-pairs.ts";
import { runIcarus, type Cycle } from "../../../support/icarus.ts";
import { hasIcarus } from "../../../support/tools.ts";

const { fp16 } = FLOAT_FORMATS;
const SHAPES = (["single", "dual"] as const).flatMap((path) =>
  ([0, 2] as const).map((stages) => ({ path, stages, from: fp16, to: fp16, adder: "ripple", subnormals: "kept" }) as const),
); // prettier-ignore
/** Every how many corner pairs one is simulated. */
const STRIDE = 7;

it.runIf(hasIcarus)("the printed fp16 adders compute exact sums in Icarus, in 0 and 2 stages", () => {
  const { a, b } = wideSample(fp16, 100);
  const pairs = Array.from({ length: Math.floor(a.length / STRIDE) }, (_, i) => ({
    a: a[i * STRIDE] as number,
    b: b[i * STRIDE] as number,
  }));
  const cycles: Cycle[] = pairs.map((pair) => ({
    isReset: false,
    inputs: { a: BigInt(pair.a), b: BigInt(pair.b), enter: 1n, advance: 1n },
  }));
  const formats = { a: fp16, b: fp16, to: fp16, subnormals: "kept" } as const;
  const sums = pairs.map((pair) => exactSum(formats, pair.a, pair.b).toString(16));
  const outputs = runIcarus(SHAPES.map((shape) => ({ module: floatAdder(shape), cycles })));
  SHAPES.forEach(({ stages }, i) => {
    const seen = (outputs[i] ?? []).map(({ sum }) => sum).slice(stages);
    expect(seen).toEqual(sums.slice(0, sums.length - stages));
  });
});
