import type { Parameter, ParameterValues } from "../../src/core/parameters.ts";
import { onceByNumber } from "../../src/core/once.ts";
import { ModuleBuilder, type Module, shared } from "../../src/hdl/index.ts";
import type { Adder } from "../arithmetic/compressor.ts";
import { ACTIVATION_BITS, ACTIVATION_PARAMETER, CORE_PARAMETERS, coreParameters, type TileFamily } from "./shape.ts";

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

/** What one weight does with one activation; the rest of a baseline is common. */
export type BaselineArithmetic = Pick<
  TileFamily,
  "name" | "wordBits" | "wordMagnitude" | "hasNegate" | "fetchKey" | "fetch" | "fetchChildren"
>;

/** The families of cores whose groups are single, held activations; each is made once. */
export function baselineFamilies(
  arithmetic: (activationBits: number, adder: Adder) => BaselineArithmetic,
): (values: ParameterValues) => TileFamily {
  const families = onceByNumber<TileFamily>();
  return (values) => {
    const { activation, adder } = coreParameters(values);
    const activationBits = ACTIVATION_BITS[activation];
    const groups = values["tileInputs"] as number;
    const lanes = values["tileOutputs"] as number;
    const key = ((groups * 2048 + lanes) * 32 + activationBits) * 2 + (adder === "prefix" ? 1 : 0);
    return families(key, () => makeFamily(arithmetic(activationBits, adder), activationBits, groups, lanes));
  };
}

function makeFamily(arithmetic: BaselineArithmetic, activationBits: number, groups: number, lanes: number): TileFamily {
  return {
    ...arithmetic,
    detail: `t${groups}x${lanes}`,
    groupSize: 1,
    groups,
    lanes,
    parameterNames: { groups: "tileInputs", lanes: "tileOutputs" },
    keyBits: 2,
    entriesBits: activationBits,
    putEntries: (group, put) => put(0, activationBits, group[0] ?? 0),
    groupRole: "activations",
    groupKey: holdName(activationBits),
    group: () => hold(activationBits),
    groupStages: 0,
    groupChildren: [],
  };
}

function holdName(activationBits: number): string {
  return `hold_w${activationBits}`;
}

/** Holds one activation from `load` to the next. */
function hold(activationBits: number): Module {
  return shared(holdName(activationBits), () => makeHold(activationBits));
}

function makeHold(activationBits: number): Module {
  const m = new ModuleBuilder(holdName(activationBits), "Holds one activation.");
  const load = m.input("load", 1);
  const activations = m.input("activations", activationBits);
  m.output("entries", m.registered("activation_q", activations, { enable: load }));
  return m.build();
}
