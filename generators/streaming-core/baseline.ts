import type { Parameter, ParameterValues } from "../../src/core/parameters.ts";
import { onceByNumber } from "../../src/core/once.ts";
import { ModuleBuilder, type Module, shared } from "../../src/hdl/index.ts";
import type { Adder } from "../arithmetic/compressor.ts";
import { formatBits, type FloatFormat } from "../numeric/float-format.ts";
import { bitsOf } from "../numeric/float-value.ts";
import type { FamilyReads } from "./dependencies.ts";
import type { FloatStyle } from "./float/tree.ts";
import { ACTIVATION_PARAMETER, CORE_PARAMETERS, coreParameters, floatStyle, integerBits } from "./shape.ts";
import type { GroupInputs, GroupOutputs, TileFamily } from "./tile-family.ts";

/** Parameters of cores without tables: every weight has its own key of two bits, {negative, non-zero}. */
export const BASELINE_PARAMETERS: readonly Parameter[] = [
  ACTIVATION_PARAMETER,
  {
    kind: "integer",
    name: "tileInputs",
    description: "activations per step",
    unit: "activation",
    minimum: 1,
    maximum: 6144,
    default: 24,
  },
  {
    kind: "integer",
    name: "tileOutputs",
    description: "outputs computed in parallel",
    unit: "output",
    minimum: 1,
    maximum: 1024,
    default: 16,
  },
  ...CORE_PARAMETERS,
];

/** What depends on them. */
export const BASELINE_READS: FamilyReads = { groups: "tileInputs", lanes: "tileOutputs", words: [], group: [] };

/** What one weight does with one activation; the rest of a baseline is common. */
export type BaselineArithmetic = Pick<
  TileFamily,
  "name" | "restlessKeyBits" | "wordBits" | "wordMagnitude" | "hasNegate" | "fetchKey" | "fetch" | "fetchChildren"
>;

/** The same for floating-point words. */
export type FloatBaselineArithmetic = Pick<
  TileFamily,
  "name" | "restlessKeyBits" | "multiplies" | "fetchStages" | "fetchKey" | "fetch" | "fetchChildren"
>;

/** The families of cores whose groups are single, held activations; what does not depend on their number is made once. */
export function baselineFamilies(
  arithmetic: (activationBits: number, adder: Adder) => BaselineArithmetic,
  floatArithmetic: (format: FloatFormat, style: FloatStyle) => FloatBaselineArithmetic,
): (values: ParameterValues) => TileFamily {
  const families = onceByNumber<OfWord>();
  const floatFamilies = new Map<string, TileFamily>();
  return (values) => {
    const core = coreParameters(values);
    const { adder, float } = core;
    const activationBits = integerBits(core);
    const groups = values["tileInputs"] as number;
    const lanes = values["tileOutputs"] as number;
    if (float?.arithmetic === "native") {
      const style = floatStyle(core, float);
      const name = `${float.format.name} ${JSON.stringify(style)} ${groups} ${lanes}`;
      const known =
        floatFamilies.get(name) ?? makeFloatFamily(floatArithmetic(float.format, style), float.format, groups, lanes);
      floatFamilies.set(name, known);
      return known;
    }
    const key = activationBits * 2 + (adder === "prefix" ? 1 : 0);
    const ofWord = families(key, () => makeFamily(arithmetic(activationBits, adder), activationBits));
    return { ...ofWord, ...sizesOf(groups, lanes) };
  };
}

type Sizes = Pick<TileFamily, "groups" | "lanes" | "detail">;

/** What of a family does not depend on its sizes. */
type OfWord = Omit<TileFamily, keyof Sizes>;

function sizesOf(groups: number, lanes: number): Sizes {
  return { groups, lanes, detail: `t${groups}x${lanes}` };
}

function makeFamily(arithmetic: BaselineArithmetic, activationBits: number): OfWord {
  return {
    ...arithmetic,
    groupSize: 1,
    parameterNames: { groups: "tileInputs", lanes: "tileOutputs" },
    keyBits: 2,
    entriesBits: activationBits,
    putEntries: (group, put) => put(0, activationBits, group[0] ?? 0),
    groupPorts: [],
    words: undefined,
    multiplies: false,
    fetchStages: 0,
    groupRole: "activations",
    groupKey: holdName(activationBits),
    group: () => hold(activationBits),
    groupStages: 0,
    groupChildren: [],
  };
}

/** Held activations are the entries, and words are activations. */
function makeFloatFamily(
  arithmetic: FloatBaselineArithmetic,
  format: FloatFormat,
  groups: number,
  lanes: number,
): TileFamily {
  const width = formatBits(format);
  const integers = { wordBits: width, wordMagnitude: 0, hasNegate: false, fetchChildren: [] };
  return {
    ...makeFamily({ ...integers, ...arithmetic }, width),
    ...arithmetic,
    ...sizesOf(groups, lanes),
    words: format,
    putEntries: (group, put) => put(0, width, bitsOf(group[0] ?? 0, format)),
  };
}

function holdName(activationBits: number): string {
  return `hold_w${activationBits}`;
}

/** Holds one activation from `load` to the next. */
function hold(activationBits: number): Module<GroupInputs, GroupOutputs> {
  return shared(holdName(activationBits), () => makeHold(activationBits));
}

function makeHold(activationBits: number): Module<GroupInputs, GroupOutputs> {
  const m = new ModuleBuilder<GroupInputs>(holdName(activationBits), "Holds one activation.");
  const load = m.input("load", 1, "the activation is taken");
  const activations = m.input("activations", activationBits, "one activation of w bits");
  return m.build(
    { entries: m.registered("activation_q", activations, { enable: load }) },
    { entries: "the activation in use" },
  );
}
