import { and, bit, concat, ModuleBuilder, not, replicate, xor, type Module, shared } from "../../src/hdl/index.ts";
import type { Generator } from "../generator.ts";
import { BASELINE_PARAMETERS, baselineFamilies } from "../streaming-core/baseline.ts";
import { coreGenerator } from "../streaming-core/generator.ts";
import type { Gating } from "../streaming-core/shape.ts";

/** Baseline without tables: each activation is masked by "non-zero", flipped by the sign, and added. */
export const addSub: Generator = coreGenerator({
  name: "add-sub",
  summary: "baseline: activations masked and sign-flipped by their weight, then added",
  schema: BASELINE_PARAMETERS,
  family: baselineFamilies((activationBits) => ({
    name: "add_sub",
    wordBits: activationBits,
    wordMagnitude: 2 ** (activationBits - 1),
    hasNegate: true,
    fetchKey: (gating) => fetchName(activationBits, gating),
    fetch: (gating) => signFlip(activationBits, gating),
    fetchChildren: [],
  })),
});

function fetchName(activationBits: number, gating: Gating): string {
  return `sign_flip_w${activationBits}${gating === "gated" ? "_gated" : ""}`;
}

/** key = {negative, non-zero}: the activation, its complement (the +1 leaves as `negate`), or zero; offset binary. */
function signFlip(activationBits: number, gating: Gating): Module {
  return shared(fetchName(activationBits, gating), () => makeSignFlip(activationBits, gating));
}

function makeSignFlip(activationBits: number, gating: Gating): Module {
  const m = new ModuleBuilder(
    fetchName(activationBits, gating),
    "One weight times one activation by mask and sign flip: key = {negative, non-zero}.",
  );
  const activation = m.input("entries", activationBits);
  const key = m.input("key", 2);
  const negative = bit(key, 1);
  const isUsed = gating === "gated" ? and(bit(key, 0), m.input("enable", 1)) : bit(key, 0);
  const masked = and(activation, replicate(isUsed, activationBits));
  m.output("word", xor(masked, concat(replicate(negative, activationBits - 1), not(negative))));
  m.output("negate", negative);
  return m.build();
}
