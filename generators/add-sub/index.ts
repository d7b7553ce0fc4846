import {
  and,
  bit,
  concat,
  ModuleBuilder,
  not,
  replicate,
  slice,
  xor,
  type Module,
  type Signal,
  shared,
} from "../../src/hdl/index.ts";
import type { CoreGenerator } from "../contract/index.ts";
import { BASELINE_PARAMETERS, BASELINE_READS, baselineFamilies } from "../streaming-core/baseline.ts";
import { coreGenerator } from "../streaming-core/generator.ts";
import { formatBits, type FloatFormat } from "../numeric/float-format.ts";
import type { FetchInputs, FetchOutputs, Gating } from "../streaming-core/tile-family.ts";

/** Baseline without tables: each activation is masked by "non-zero", flipped by the sign, and added. */
export const addSub: CoreGenerator = coreGenerator({
  name: "add-sub",
  summary: "baseline: activations masked and sign-flipped by their weight, then added",
  schema: BASELINE_PARAMETERS,
  reads: BASELINE_READS,
  family: baselineFamilies(
    (activationBits) => ({
      name: "add_sub",
      restlessKeyBits: [1],
      wordBits: activationBits,
      wordMagnitude: 2 ** (activationBits - 1),
      hasNegate: true,
      fetchKey: (gating) => fetchName(activationBits, gating),
      fetch: (gating) => signFlip(activationBits, gating),
      fetchChildren: [],
    }),
    (format) => ({
      name: "add_sub",
      restlessKeyBits: [1],
      multiplies: false,
      fetchStages: 0,
      fetchKey: (gating) => floatFetchName(format, gating),
      fetch: (gating) => floatSignFlip(format, gating),
      fetchChildren: [],
    }),
  ),
});

function fetchName(activationBits: number, gating: Gating): string {
  return `sign_flip_w${activationBits}${gating === "gated" ? "_gated" : ""}`;
}

/** key = {negative, non-zero}: the activation, its complement (the +1 leaves as `negate`), or zero; offset binary. */
function signFlip(activationBits: number, gating: Gating): Module<FetchInputs, FetchOutputs> {
  return shared(fetchName(activationBits, gating), () => makeSignFlip(activationBits, gating));
}

function makeSignFlip(activationBits: number, gating: Gating): Module<FetchInputs, FetchOutputs> {
  const m = new ModuleBuilder<FetchInputs>(
    fetchName(activationBits, gating),
    "One weight times one activation by mask and sign flip: key = {negative, non-zero}.",
  );
  const activation = m.input("entries", activationBits, "the activation in use");
  const key = m.input("key", 2, "the weight: sign on top, whether it is not 0 below");
  const enable = gating === "gated" ? m.input("enable", 1, "the fetch is used; else it gives zero") : undefined;
  const [isUsed, negative] = enabledKey(key, enable);
  const masked = and(activation, replicate(isUsed, activationBits));
  return m.build(
    { word: xor(masked, concat(replicate(negative, activationBits - 1), not(negative))), negate: negative },
    {
      word: "the activation, its complement or zero: offset binary",
      negate: "a 1 still to be added: the weight is negative",
    },
  );
}

/** Both bits of a key, low while it is not enabled: then the key may be anything. */
function enabledKey(key: Signal, enable: Signal | undefined): readonly [isUsed: Signal, negative: Signal] {
  const [isUsed, negative] = [bit(key, 0), bit(key, 1)];
  return enable === undefined ? [isUsed, negative] : [and(isUsed, enable), and(negative, enable)];
}

function floatFetchName(format: FloatFormat, gating: Gating): string {
  return `sign_flip_${format.name}${gating === "gated" ? "_gated" : ""}`;
}

/** key = {negative, non-zero}: the activation with its sign bit inverted or not, or zero. */
function floatSignFlip(format: FloatFormat, gating: Gating): Module<FetchInputs, FetchOutputs> {
  return shared(floatFetchName(format, gating), () => makeFloatSignFlip(format, gating));
}

function makeFloatSignFlip(format: FloatFormat, gating: Gating): Module<FetchInputs, FetchOutputs> {
  const m = new ModuleBuilder<FetchInputs>(
    floatFetchName(format, gating),
    `One weight times one ${format.name} activation by mask and sign flip: key = {negative, non-zero}.`,
  );
  const top = formatBits(format) - 1;
  const activation = m.input("entries", top + 1, "the activation in use");
  const key = m.input("key", 2, "the weight: sign on top, whether it is not 0 below");
  const enable = gating === "gated" ? m.input("enable", 1, "the fetch is used; else it gives zero") : undefined;
  const [isUsed, negative] = enabledKey(key, enable);
  const masked = and(activation, replicate(isUsed, top + 1));
  return m.build(
    { word: concat(slice(masked, 0, top), xor(bit(masked, top), negative)) },
    { word: "the activation, its sign turned if the weight is negative, or zero" },
  );
}
