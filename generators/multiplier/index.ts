import {
  and,
  bit,
  concat,
  ModuleBuilder,
  named,
  replicate,
  type Module,
  shared,
  type PortsOf,
} from "../../src/hdl/index.ts";
import type { Adder } from "../arithmetic/compressor.ts";
import { multiplySigned } from "../arithmetic/multiplier.ts";
import type { CoreGenerator } from "../contract/index.ts";
import { floatMultiplication } from "./float.ts";
import { BASELINE_PARAMETERS, BASELINE_READS, baselineFamilies } from "../streaming-core/baseline.ts";
import { coreGenerator } from "../streaming-core/generator.ts";
import type { FetchInputs, FetchOutputs, Gating } from "../streaming-core/tile-family.ts";

/**
 * Baseline of an engine built for ordinary integers: weights are dequantised to the activation's type and multiplied,
 * w × w → 2w bits. Flattened synthesis sees that weights are −1, 0, 1 and shrinks the multipliers; with the hierarchy
 * kept they stay what they are.
 */
export const multiplier: CoreGenerator = coreGenerator({
  name: "multiplier",
  summary: "baseline: weights dequantised to the activation's width and multiplied, then added",
  schema: BASELINE_PARAMETERS,
  reads: BASELINE_READS,
  family: baselineFamilies(
    (activationBits, adder) => ({
      name: "multiplier",
      restlessKeyBits: [],
      wordBits: 2 * activationBits,
      wordMagnitude: 2 ** (2 * activationBits - 1),
      hasNegate: false,
      fetchKey: (gating) => fetchName(activationBits, gating, adder),
      fetch: (gating) => dequantiseAndMultiply(activationBits, gating, adder),
      fetchChildren: [
        { key: multiplyName(activationBits, adder), role: "multiply", build: () => multiply(activationBits, adder) },
      ],
    }),
    floatMultiplication,
  ),
});

function fetchName(activationBits: number, gating: Gating, adder: Adder): string {
  return `dequantise_multiply_w${activationBits}${suffixOf(adder)}${gating === "gated" ? "_gated" : ""}`;
}

function suffixOf(adder: Adder): string {
  return adder === "prefix" ? "_prefix" : "";
}

/** key = {negative, non-zero} becomes the weight -1, 0, 1 in two's complement and enters an ordinary multiplier. */
function dequantiseAndMultiply(
  activationBits: number,
  gating: Gating,
  adder: Adder,
): Module<FetchInputs, FetchOutputs> {
  const name = fetchName(activationBits, gating, adder);
  return shared(name, () => makeDequantiseAndMultiply(name, activationBits, gating, adder));
}

function makeDequantiseAndMultiply(
  name: string,
  activationBits: number,
  gating: Gating,
  adder: Adder,
): Module<FetchInputs, FetchOutputs> {
  const m = new ModuleBuilder<FetchInputs>(
    name,
    "One weight times one activation by a full multiplier: key = {negative, non-zero}.",
  );
  const activation = m.input("entries", activationBits, "the activation in use");
  const key = m.input("key", 2, "the weight: sign on top, whether it is not 0 below");
  const isUsed =
    gating === "gated" ? and(bit(key, 0), m.input("enable", 1, "the fetch is used; else it gives zero")) : bit(key, 0);
  const weight = named("weight", concat(isUsed, replicate(and(isUsed, bit(key, 1)), activationBits - 1)));
  const product = m.instance("multiply", multiply(activationBits, adder), { a: activation, b: weight });
  return m.build({ word: product.product }, { word: "weight times activation, offset binary" });
}

function multiplyName(activationBits: number, adder: Adder): string {
  return `multiply_w${activationBits}${suffixOf(adder)}`;
}

/** The multiplier itself, a module of its own so that synthesis with the hierarchy kept cannot see what weights are. */
function multiply(activationBits: number, adder: Adder): Module<PortsOf<"a" | "b">, PortsOf<"product">> {
  return shared(multiplyName(activationBits, adder), () => makeMultiply(activationBits, adder));
}

function makeMultiply(activationBits: number, adder: Adder) {
  const m = new ModuleBuilder<PortsOf<"a" | "b">>(
    multiplyName(activationBits, adder),
    "Two's-complement multiplier; the product leaves in offset binary.",
  );
  const a = m.input("a", activationBits, "a factor, two's complement");
  const b = m.input("b", activationBits, "a factor, two's complement");
  return m.build({ product: multiplySigned(a, b, "offset", adder) }, { product: "a times b, offset binary" });
}
