import {
  and,
  bit,
  concat,
  constant,
  ModuleBuilder,
  named,
  replicate,
  shared,
  type Module,
} from "../../src/hdl/index.ts";
import { bankInputs, bankWires } from "../arithmetic/bank-enables.ts";
import { floatMultiplier, floatMultiplierName, type FloatMultiplierShape } from "../arithmetic/float/multiplier.ts";
import { formatBits, type FloatFormat } from "../numeric/float-format.ts";
import type { FloatBaselineArithmetic } from "../streaming-core/baseline.ts";
import type { FloatStyle } from "../streaming-core/float/tree.ts";
import type { FetchInputs, FetchOutputs, Gating } from "../streaming-core/tile-family.ts";

/** Weights as floating-point numbers −1, 0, 1 of the activation's format, and a multiplier for all numbers. */
export function floatMultiplication(format: FloatFormat, style: FloatStyle): FloatBaselineArithmetic {
  const shape: FloatMultiplierShape = { format, ...style };
  return {
    name: "multiplier",
    restlessKeyBits: [0],
    multiplies: true,
    fetchStages: style.stages,
    fetchKey: (gating) => fetchName(shape, gating),
    fetch: (gating) => shared(fetchName(shape, gating), () => makeFetch(shape, gating)),
    fetchChildren: [{ key: floatMultiplierName(shape), role: "multiply", build: () => floatMultiplier(shape) }],
  };
}

function fetchName(shape: FloatMultiplierShape, gating: Gating): string {
  return `dequantise_${floatMultiplierName(shape)}${gating === "gated" ? "_gated" : ""}`;
}

/** key = {negative, non-zero}. A fetch that is not enabled multiplies 0 by 0, so that its word is 0 whatever is held. */
function makeFetch(shape: FloatMultiplierShape, gating: Gating): Module<FetchInputs, FetchOutputs> {
  const { format, stages } = shape;
  const { exponentBits, mantissaBits } = format;
  const width = formatBits(format);
  const m = new ModuleBuilder<FetchInputs>(
    fetchName(shape, gating),
    `One weight times one ${format.name} activation by a full multiplier: key = {negative, non-zero}.`,
  );
  const activation = m.input("entries", width, "the activation in use");
  const key = m.input("key", 2, "the weight: sign on top, whether it is not 0 below");
  const enable = gating === "gated" ? m.input("enable", 1, "the fetch is used; else it gives zero") : undefined;
  const isUsed = enable === undefined ? bit(key, 0) : and(bit(key, 0), enable);
  // The exponent field of 1 is the bias, 01…1.
  const one = concat(replicate(isUsed, exponentBits - 1), constant(1, 0));
  const weight = named("weight", concat(constant(mantissaBits, 0), one, and(isUsed, bit(key, 1))));
  const a = enable === undefined ? activation : and(activation, replicate(enable, width));
  const multiplier = floatMultiplier(shape);
  const enables = bankWires(multiplier, bankInputs(m, stages));
  const product = m.instance("multiply", multiplier, { a, b: weight, ...enables });
  return m.build({ word: product.product }, { word: "weight times activation" });
}
