import { idleParameterFaults, type Parameter, type ParameterValues } from "../../src/core/parameters.ts";
import type { ConflictReads, CoreGenerator, FloatArithmetic } from "../contract/index.ts";
import { buildCore, coreTop } from "./core.ts";
import { conditionalNames, coreDependencies, type FamilyReads } from "./dependencies.ts";
import { coreParts } from "./parts.ts";
import { planCore, type CorePlan } from "./plan.ts";
import { matrixProduct } from "./stimulus.ts";
import { stepsPerTile } from "./control-shape.ts";
import { coreConflicts, coreParameters, resultBits } from "./shape.ts";
import type { TileFamily } from "./tile-family.ts";

/** Makes a `CoreGenerator` of a family: all that differs between cores is what the family says of itself. */
export function coreGenerator(options: {
  readonly name: string;
  readonly summary: string;
  readonly schema: readonly Parameter[];
  readonly family: (values: ParameterValues) => TileFamily;
  /** Parameters of the family's own, by what depends on them. */
  readonly reads: FamilyReads;
  /** Faults of combinations that only this family knows. */
  readonly conflicts?: ConflictReads;
}): CoreGenerator {
  const { name, summary, schema, family, reads } = options;
  const plan = oncePerDesign((values) => planCore(family(values), coreParameters(values)));
  const parts = oncePerDesign((values) => coreParts(plan(values)));
  const top = oncePerDesign((values) => coreTop(plan(values), parts(values)));
  const conflicts: readonly ConflictReads[] = [
    { reads: conditionalNames(schema), of: (values) => idleParameterFaults(schema, values) },
    {
      reads: ["activation", reads.groups, reads.lanes, ...reads.words, "sumBits"],
      of: (values) => coreConflicts(coreParameters(values), family(values)),
    },
    ...(options.conflicts === undefined ? [] : [options.conflicts]),
  ];
  return {
    kind: "core",
    name,
    summary,
    schema,
    conflicts: (values) => conflicts.flatMap(({ of }) => of(values)),
    dependencies: coreDependencies(reads, plan, conflicts),
    elaborate: (values) => buildCore(plan(values), parts(values)),
    arithmetic: (values) => floatArithmetic(plan(values)),
    components: (values, part) => (part === undefined ? parts(values) : coreParts(plan(values), part)),
    top: (values, part) => (part === undefined ? top(values) : coreTop(plan(values), coreParts(plan(values), part))),
    tile(values) {
      const { family: tile, core, tileInputs, control, activationBits } = plan(values);
      return {
        activationBits,
        accumulatorBits: resultBits(core),
        loadsPerStep: 1 / stepsPerTile(control),
        inputsPerStep: tileInputs,
        outputsPerStep: tile.lanes,
        maxInputs: core.inputs,
        maxOutputs: core.outputs,
        shape: core.shape,
        keyBitsPerStep: tile.lanes * tile.groups * tile.keyBits,
        idleCyclesPerProduct: core.shape === "runtime" ? 1 + control.groupStages : 0,
        latencyCycles: latencyOf(control),
      };
    },
    product(values) {
      const design = plan(values);
      const { family: tile, core, activationBits } = design;
      return matrixProduct({
        activationBits,
        float: floatArithmetic(design),
        groupSize: tile.groupSize,
        groups: tile.groups,
        lanes: tile.lanes,
        keyBits: tile.keyBits,
        resultBits: resultBits(core),
        loopOrder: core.loopOrder,
        shape: core.shape,
        maxInputs: core.inputs,
        maxOutputs: core.outputs,
      });
    },
  };
}

function latencyOf({ shape, stages, groupStages, loop, combine }: CorePlan["control"]): number {
  return stages + (loop - 1) + combine + 2 + (shape === "runtime" ? 0 : groupStages);
}

/** What sums round to, for the golden model and for errors; undefined for integers. */
function floatArithmetic({ core, family, control, tileInputs }: CorePlan): FloatArithmetic | undefined {
  const { float } = core;
  if (float === undefined) return undefined;
  const { format, accumulator, subnormals, span, keptBits } = float;
  const common = { format, accumulator, subnormals };
  if (float.arithmetic === "aligned") return { kind: "aligned", ...common, span, keptBits, tileInputs };
  const { groupSize, groups, multiplies } = family;
  const weights = multiplies ? "multiply" : "table";
  const table = family.words ?? format;
  return { kind: "native", weights, ...common, table, partials: control.partials, groupSize, groups };
}

/** A sweep asks several things of one design, one after the other: the last answer is kept. */
function oncePerDesign<T>(make: (values: ParameterValues) => T): (values: ParameterValues) => T {
  let last: { readonly of: ParameterValues; readonly value: T } | undefined;
  return (values) => {
    if (last?.of !== values) last = { of: values, value: make(values) };
    return last.value;
  };
}
