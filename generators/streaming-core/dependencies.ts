import { namesOf, type Condition, type Parameter, type ParameterValues } from "../../src/core/parameters.ts";
import { addressBits } from "../../src/hdl/index.ts";
import type { ConflictReads, Dependencies, Fact, PartReads, Reads } from "../contract/index.ts";
import { orderOf } from "./activity/begin-trace.ts";
import { stepSize } from "./activity/lane-trace.ts";
import { inputCounterKey, inputTiles, outputCounterKey, outputTiles, stepsPerTile } from "./control-shape.ts";
import { groupTailName, keyMaskName } from "./key-masks.ts";
import type { PartName } from "./core-part.ts";
import { hasFreeLane, laneGating, type CorePlan } from "./plan.ts";
import { INTEGER_NAMES } from "./shape.ts";

/** Names of the parameters that a family adds, by what depends on them. */
export interface FamilyReads {
  /** L, groups per tile. */
  readonly groups: string;
  /** K, outputs computed side by side. */
  readonly lanes: string;
  /** What shapes the words that keys select, e.g. µ. */
  readonly words: Reads;
  /** What shapes a group, apart from its words. */
  readonly group: Reads;
}

const INTEGERS: Condition = { values: { activation: INTEGER_NAMES }, words: "integer activations" };

/** What the parts of a core of integers depend on. */
export function coreDependencies(
  family: FamilyReads,
  plan: (values: ParameterValues) => CorePlan,
  conflicts: readonly ConflictReads[],
): Dependencies {
  return {
    onlyWith: INTEGERS,
    along: family.lanes,
    facts: factsOf(family, plan),
    parts: partsOf(family),
    tile: tileOf(family),
    conflicts,
  };
}

function factsOf(
  { groups, lanes, words, group }: FamilyReads,
  plan: (values: ParameterValues) => CorePlan,
): Record<string, Fact> {
  const fact = (reads: Reads, of: (plan: CorePlan) => number | string): Fact => ({
    reads,
    of: (values) => of(plan(values)),
  });
  return {
    inputsPerStep: fact([...words, groups], ({ tileInputs }) => tileInputs),
    sumBits: fact(["activation", "inputs"], ({ accumulatorBits }) => accumulatorBits),
    stepsPerTile: fact(["loopOrder", "outputs", lanes], ({ control }) => stepsPerTile(control)),
    tileStays: fact(["stepsPerTile"], ({ control }) => Number(stepsPerTile(control) > 1)),
    hasSeveralTiles: fact(["inputs", "inputsPerStep"], ({ control }) => Number(inputTiles(control) > 1)),
    storeDepth: fact(["stepsPerTile", "hasSeveralTiles"], ({ control }) =>
      control.hasStore ? outputTiles(control) : 0,
    ),
    hasStore: fact(["storeDepth"], ({ control }) => Number(control.hasStore)),
    storeAddressBits: fact(["storeDepth"], ({ control }) => (control.hasStore ? addressBits(outputTiles(control)) : 0)),
    tilesPerProduct: fact(["inputs", "inputsPerStep"], (each) => orderOf(each).tiles),
    stepSize: fact(["inputsPerStep"], stepSize),
    inputCounter: fact(["shape", "inputs", "inputsPerStep"], ({ control }) => inputCounterKey(control)),
    outputCounter: fact(["shape", "outputs", lanes], ({ control }) => outputCounterKey(control)),
    stages: fact(["pipelineFetch", "pipelineReduce"], ({ control }) => control.stages),
    groupStages: fact(group, ({ control }) => control.groupStages),
    masksOutputs: fact(["shape", "outputs", lanes], ({ outputMask }) => Number(outputMask !== undefined)),
    hasFreeLane: fact(["hasStore", "stages", "hasSeveralTiles"], (each) => Number(hasFreeLane(each))),
    gating: fact(["masksOutputs", "hasFreeLane"], laneGating),
    keyMask: fact(["shape", "inputs", groups, ...words], ({ keyMask }) =>
      keyMask === undefined ? "" : `${groupTailName(keyMask.tail)} ${keyMaskName(keyMask.keys)}`,
    ),
    hasInputMask: fact(["shape", "inputs", "inputsPerStep"], ({ inputMask }) => Number(inputMask !== undefined)),
    hasKeyMask: fact(["keyMask"], ({ keyMask }) => Number(keyMask !== undefined)),
  };
}

function partsOf({ groups, lanes, words, group }: FamilyReads): Record<Exclude<PartName, FloatPart>, PartReads> {
  const counters = ["shape", "loopOrder", "inputCounter", "outputCounter", "storeAddressBits", "hasStore"];
  const table = ["activation", "adder", ...words, ...group];
  const sums = ["activation", "adder", ...words, groups, "sumBits", "reduction", "pipelineReduce", "hasSeveralTiles"];
  const stay = ["tileStays"];
  const product = ["tileStays", "tilesPerProduct"];
  const gates = "clockGating";
  const part = (module: Reads, activity: Reads, copies: Reads = [], ports: Reads = []): PartReads => ({
    module,
    activity,
    ports,
    copies,
  });
  return {
    control: { ...part([...counters, "stages", "groupStages", "hasKeyMask"], stay), isFirst: true },
    input_mask: part(["activation", "shape", "inputs", "inputsPerStep", gates], product),
    group: part([...table, "hasInputMask", gates], stay, [groups]),
    group_tail: part(["keyMask", gates], product),
    key_mask: part(["keyMask", gates], product, [lanes]),
    output_mask: part(["shape", "outputs", lanes, "hasFreeLane", gates], product),
    // What entries look like depends on all that shapes a group.
    lane: part(
      [...sums, "pipelineFetch", "storeDepth", "gating", "masksOutputs", "hasKeyMask", gates],
      [...product, "stepSize"],
      [lanes],
      table,
    ),
    fetch: part(["activation", "adder", ...words, "gating"], stay, [groups, lanes]),
    reduce: part([...sums, gates], product, [lanes]),
  };
}

type FloatPart = "align" | "block_exponent";

function tileOf({ groups, lanes, words }: FamilyReads): Dependencies["tile"] {
  return {
    activationBits: ["activation"],
    accumulatorBits: ["sumBits"],
    loadsPerStep: ["stepsPerTile"],
    inputsPerStep: ["inputsPerStep"],
    outputsPerStep: [lanes],
    maxInputs: ["inputs"],
    maxOutputs: ["outputs"],
    shape: ["shape"],
    keyBitsPerStep: [...words, groups, lanes],
    idleCyclesPerProduct: ["shape", "groupStages"],
    latencyCycles: ["shape", "stages", "groupStages"],
  };
}

/** Parameters that decide which others have an effect, and those that then must keep their default. */
export function conditionalNames(schema: readonly Parameter[]): Reads {
  const names = schema.flatMap(({ name, onlyWith, notWith }) =>
    [onlyWith, notWith].flatMap((condition) => (condition === undefined ? [] : [name, ...namesOf(condition)])),
  );
  return [...new Set(names)];
}
