import { and, bit, concat, ModuleBuilder, named, replicate, type Module } from "../../src/hdl/index.ts";
import { multiplySigned } from "../arithmetic/multiplier.ts";
import type { Generator } from "../generator.ts";
import { BASELINE_PARAMETERS, baselineFamily } from "../streaming-core/baseline.ts";
import { coreGenerator } from "../streaming-core/generator.ts";
import type { Gating } from "../streaming-core/shape.ts";

/**
 * Baseline of an engine built for ordinary integers: weights are dequantised to the activation's type and multiplied,
 * w × w → 2w bits. Flattened synthesis sees that weights are −1, 0, 1 and shrinks the multipliers; with the hierarchy
 * kept they stay what they are.
 */
export const multiplier: Generator = coreGenerator({
  name: "multiplier",
  summary: "baseline: weights dequantised to the activation's width and multiplied, then added",
  schema: BASELINE_PARAMETERS,
  family: (values) =>
    baselineFamily(values, (activationBits) => ({
      name: "multiplier",
      wordBits: 2 * activationBits,
      wordMagnitude: 2 ** (2 * activationBits - 1),
      hasNegate: false,
      fetchKey: (gating) => fetchName(activationBits, gating),
      fetch: (gating) => multiply(activationBits, gating),
    })),
});

function fetchName(activationBits: number, gating: Gating): string {
  return `multiply_w${activationBits}${gating === "gated" ? "_gated" : ""}`;
}

/** key = {negative, non-zero} becomes the weight −1, 0, 1 in two's complement; the product leaves in offset binary. */
function multiply(activationBits: number, gating: Gating): Module {
  const m = new ModuleBuilder(
    fetchName(activationBits, gating),
    "One weight times one activation by a full multiplier: key = {negative, non-zero}.",
  );
  const activation = m.input("entries", activationBits);
  const key = m.input("key", 2);
  const isUsed = gating === "gated" ? and(bit(key, 0), m.input("enable", 1)) : bit(key, 0);
  const weight = named("weight", concat(isUsed, replicate(and(isUsed, bit(key, 1)), activationBits - 1)));
  m.output("word", multiplySigned(activation, weight, "offset"));
  return m.build();
}
