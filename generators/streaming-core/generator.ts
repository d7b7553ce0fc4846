import type { Fault } from "../../src/core/errors.ts";
import type { Parameter, ParameterValues } from "../../src/core/parameters.ts";
import type { Generator } from "../generator.ts";
import { buildCore, coreComponents, planCore, type CorePlan } from "./core.ts";
import type { FloatArithmetic } from "./float-golden.ts";
import { matrixProduct } from "./stimulus.ts";
import { outputTiles } from "./control-shape.ts";
import { formatNamed } from "./float-parameters.ts";
import { coreTop } from "./top.ts";
import { ACTIVATION_BITS, coreConflicts, coreParameters, type TileFamily } from "./shape.ts";

/** Makes a `Generator` of a family: all that differs between cores is what the family says of itself. */
export function coreGenerator(options: {
  readonly name: string;
  readonly summary: string;
  readonly schema: readonly Parameter[];
  readonly family: (values: ParameterValues) => TileFamily;
  /** Faults of combinations that only this family knows. */
  readonly conflicts?: (values: ParameterValues) => readonly Fault[];
}): Generator {
  const { name, summary, schema, family, conflicts = () => [] } = options;
  const plan = oncePerDesign((values) => planCore(family(values), coreParameters(values)));
  return {
    name,
    summary,
    schema,
    conflicts(values) {
      const { core, family: tile } = plan(values);
      return [...coreConflicts(core, tile), ...conflicts(values)];
    },
    elaborate: (values) => buildCore(plan(values)),
    arithmetic: (values) => arithmeticOf(plan(values), values),
    components: (values) => coreComponents(plan(values)),
    top: (values) => coreTop(plan(values)),
    tile(values) {
      const { family: tile, core, tileInputs, control, accumulatorBits } = plan(values);
      return {
        activationBits: ACTIVATION_BITS[core.activation],
        accumulatorBits,
        loadsPerStep: control.hasStore ? 1 / outputTiles(control) : 1,
        inputsPerStep: tileInputs,
        outputsPerStep: tile.lanes,
        maxInputs: core.inputs,
        maxOutputs: core.outputs,
        shape: core.shape,
        keyBitsPerStep: tile.lanes * tile.groups * tile.keyBits,
        idleCyclesPerProduct: core.shape === "runtime" ? 1 + tile.groupStages : 0,
        latencyCycles: control.stages + 2 + (core.shape === "runtime" ? 0 : tile.groupStages),
      };
    },
    product(values) {
      const { family: tile, core, accumulatorBits } = plan(values);
      return matrixProduct({
        activationBits: ACTIVATION_BITS[core.activation],
        groupSize: tile.groupSize,
        groups: tile.groups,
        lanes: tile.lanes,
        keyBits: tile.keyBits,
        accumulatorBits,
        loopOrder: core.loopOrder,
        shape: core.shape,
        maxInputs: core.inputs,
        maxOutputs: core.outputs,
      });
    },
  };
}

function arithmeticOf(plan: CorePlan, values: ParameterValues): FloatArithmetic | undefined {
  const { core, family, tileInputs } = plan;
  if (core.float === undefined) return undefined;
  const { arithmetic, format, accumulator, subnormals, span, keptBits } = core.float;
  const shared = { format, accumulator, subnormals };
  if (arithmetic === "aligned") return { kind: arithmetic, span, keptBits, tileInputs, ...shared };
  const { groupSize, groups, name } = family;
  return {
    kind: arithmetic,
    weights: name === "multiplier" ? "multiply" : "table",
    table: formatNamed(values["tableFormat"] ?? "activation", format),
    partials: partialsOf(plan),
    groupSize,
    groups,
    ...shared,
  };
}

/** P: sums that a core deals its steps out to. */
function partialsOf(_plan: CorePlan): number {
  return 1;
}

/** A sweep asks several things of one design in a row: the last plan is kept. */
function oncePerDesign(make: (values: ParameterValues) => CorePlan): (values: ParameterValues) => CorePlan {
  let last: { readonly values: ParameterValues; readonly plan: CorePlan } | undefined;
  return (values) => {
    if (last?.values !== values) last = { values, plan: make(values) };
    return last.plan;
  };
}
