import type { Component, ModuleActivity } from "../generator.ts";
import { fromInteger, fromIntegerName } from "../arithmetic/float/from-integer.ts";
import { biasOf } from "../numeric/float-format.ts";
import { ModuleBuilder, slice, type Module, type Signal } from "../../src/hdl/index.ts";
import { coreActivities } from "./activity/index.ts";
import {
  controlKey,
  controlName,
  hasInputMask,
  hasOutputMask,
  inputTiles,
  outputTiles,
  type ControlShape,
} from "./control-shape.ts";
import { control } from "./control.ts";
import { align, alignElement, alignElementName, alignName, type AlignShape } from "./float/align.ts";
import {
  blockExponent,
  blockExponentControls,
  blockExponentName,
  shiftBitsFor,
  type BlockExponentShape,
} from "./float/block-exponent.ts";
import {
  combineLatency,
  floatGating,
  floatLane,
  floatLaneChildren,
  floatLaneName,
  floatLaneStages,
  isFreeRunningFloat,
  loopLatency,
  partialSums,
  type FloatLaneShape,
} from "./float/lane.ts";
import type { FloatParameters } from "./float/parameters.ts";
import {
  gatingOf,
  isFreeRunning,
  lane,
  laneKey,
  laneName,
  reduceShape,
  type AlignedSums,
  type LaneShape,
} from "./lane.ts";
import {
  inputMask,
  inputMaskName,
  outputMask,
  outputMaskName,
  type InputMaskShape,
  type OutputMaskShape,
} from "./masks.ts";
import { reduce, reduceName } from "./reduce.ts";
import {
  accumulatorBits,
  ACTIVATION_BITS,
  countBits,
  floatStyle,
  type CoreParameters,
  type Gating,
  type TileFamily,
} from "./shape.ts";

/** Everything that a core is made of, worked out once from its parameters. */
export interface CorePlan {
  readonly family: TileFamily;
  readonly core: CoreParameters;
  readonly tileInputs: number;
  /** Bits of an element of the activation stream. */
  readonly activationBits: number;
  readonly accumulatorBits: number;
  readonly control: ControlShape;
  readonly lane: LaneShape | FloatLaneShape;
  readonly inputMask: InputMaskShape | undefined;
  readonly outputMask: OutputMaskShape | undefined;
  /** Activations become integers of one exponent. */
  readonly aligned: AlignedPlan | undefined;
}

export interface AlignedPlan {
  readonly align: AlignShape;
  readonly exponent: BlockExponentShape;
}

export function planCore(family: TileFamily, core: CoreParameters): CorePlan {
  const { shape, loopOrder, inputs, outputs, float } = core;
  const { lanes: tileOutputs, groupStages, groups } = family;
  const tileInputs = groups * family.groupSize;
  const isNative = float?.arithmetic === "native";
  const stages = isNative
    ? floatLaneStages(core.pipelineFetch, family.fetchStages, groups, float.stages)
    : core.pipelineFetch + core.pipelineReduce;
  const hasStore = loopOrder === "table-stationary" && outputs > family.lanes;
  const tiles = { shape, loopOrder, inputs, outputs, tileInputs, tileOutputs, stages, groupStages, hasStore };
  const hasExponent = float?.arithmetic === "aligned";
  const controlShape = { ...tiles, hasExponent, ...loopOf(isNative ? float.stages : 0, tiles) };
  const isMasked = hasOutputMask(controlShape);
  const laneShape = isNative
    ? floatLaneShape(family, core, float, controlShape)
    : integerLaneShape(family, core, controlShape);
  const activationBits = ACTIVATION_BITS[core.activation];
  const isFree = laneShape.kind === "integer" ? isFreeRunning(laneShape) : isFreeRunningFloat(laneShape);
  return {
    family,
    core,
    tileInputs,
    activationBits,
    accumulatorBits: accumulatorBits(core),
    control: controlShape,
    lane: laneShape,
    inputMask: hasInputMask(controlShape) ? { shape, inputs, tileInputs, activationBits } : undefined,
    outputMask: isMasked ? { shape, outputs, lanes: family.lanes, hasStep: isFree } : undefined,
    aligned: hasExponent ? alignedPlan(core, float, controlShape) : undefined,
  };
}

/** How sums go round in an accumulator with registers in its adder. */
function loopOf(stages: number, tiles: Omit<ControlShape, "loop" | "partials" | "combine" | "hasExponent">) {
  const shape = { ...tiles, loop: 1, partials: 1, combine: 0, hasExponent: false };
  const loop = loopLatency(stages);
  if (loop === 1) return { loop, partials: 1, combine: 0 };
  const revisit = tiles.hasStore && tiles.shape === "fixed" ? outputTiles(shape) : 1;
  const partials = partialSums(stages, revisit, inputTiles(shape));
  return { loop, partials, combine: combineLatency(partials, stages) };
}

function floatLaneShape(
  family: TileFamily,
  core: CoreParameters,
  float: FloatParameters,
  controlShape: ControlShape,
): FloatLaneShape {
  return {
    kind: "float",
    family,
    word: family.words ?? float.format,
    accumulator: float.accumulator,
    style: floatStyle(core, float),
    pipelineFetch: core.pipelineFetch,
    storeDepth: controlShape.hasStore ? outputTiles(controlShape) : 0,
    partials: controlShape.partials,
    isRuntime: core.shape === "runtime",
    hasEnable: hasOutputMask(controlShape),
  };
}

function integerLaneShape(family: TileFamily, core: CoreParameters, controlShape: ControlShape): LaneShape {
  return {
    kind: "integer",
    family,
    reduction: core.reduction,
    adder: core.adder,
    accumulatorBits: accumulatorBits(core),
    pipelineFetch: core.pipelineFetch,
    pipelineReduce: core.pipelineReduce,
    storeDepth: controlShape.hasStore ? outputTiles(controlShape) : 0,
    hasEnable: hasOutputMask(controlShape),
    aligned: core.float === undefined ? undefined : alignedSums(core, core.float),
  };
}

function alignedSums(core: CoreParameters, float: FloatParameters): AlignedSums {
  const { format, accumulator: to, keptBits, subnormals, span } = float;
  const width = accumulatorBits(core);
  const { exponentBits } = format;
  // A sum of 1 stands for 2^(E − bias − B + 2).
  const scale = biasOf(format) + keptBits - 2;
  return {
    shiftBits: span === "tile" ? shiftBitsFor(width) : 0,
    result: { width, exponentBits, scale, to, adder: core.adder, subnormals },
  };
}

function alignedPlan(core: CoreParameters, float: FloatParameters, controlShape: ControlShape): AlignedPlan {
  const { format, keptBits, span, subnormals } = float;
  const { groupStages, stages, hasStore, tileInputs } = controlShape;
  const shiftBits = shiftBitsFor(accumulatorBits(core));
  return {
    align: { format, tileInputs, keptBits, span, subnormals, adder: core.adder },
    exponent: { span, exponentBits: format.exponentBits, shiftBits, groupStages, stages, hasStore },
  };
}

/** Bits of a beat of the activation stream: with one exponent for the vector, it stands above the elements. */
export function activationBeatBits({ tileInputs, activationBits, core: { float } }: CorePlan): number {
  const elements = tileInputs * activationBits;
  return float?.arithmetic === "aligned" && float.span === "vector" ? elements + float.format.exponentBits : elements;
}

function topName({ family, core }: CorePlan): string {
  const order = core.loopOrder === "table-stationary" ? "ts" : "os";
  const adder = core.adder === "prefix" ? "_prefix" : "";
  const size = `n${core.inputs}_m${core.outputs}_${core.shape}_${order}`;
  const { float } = core;
  if (float?.arithmetic === "native")
    return `${family.name}_${core.activation}_${family.detail}_${size}_${floatDetail(float)}_p${core.pipelineFetch}${float.stages}${adder}`;
  const tree = core.reduction === "compressor" ? "ct" : "at";
  const aligned = float === undefined ? "" : `_${float.span}${float.keptBits}_${floatDetail(float)}`;
  return `${family.name}_${core.activation}_${family.detail}_${size}_${tree}_p${core.pipelineFetch}${core.pipelineReduce}${adder}${aligned}`;
}

function floatDetail({ accumulator, path, subnormals, arithmetic }: FloatParameters): string {
  const kind = arithmetic === "native" ? `_${path}` : "";
  return `${accumulator.name}${kind}${subnormals === "flushed" ? "_flush" : ""}`;
}

/** The whole core: streams at the ports, wires inside; all logic is in the children. */
export function buildCore(plan: CorePlan): Module {
  const { family, core, tileInputs, activationBits } = plan;
  const m = new ModuleBuilder(topName(plan));
  const actValid = m.input("act_valid", 1);
  const actData = m.input("act_data", activationBeatBits(plan));
  const keyValid = m.input("key_valid", 1);
  const keyData = m.input("key_data", family.lanes * family.groups * family.keyBits);
  const outReady = m.input("out_ready", 1);
  const shapePorts = core.shape === "runtime" ? runtimePorts(m, core) : {};
  const c = m.instance("control", control(plan.control), {
    act_valid: actValid,
    key_valid: keyValid,
    out_ready: outReady,
    ...shapePorts,
  });
  const elements = slice(actData, 0, tileInputs * activationBits);
  const activations = plan.inputMask === undefined ? elements : maskInputs(m, plan.inputMask, elements, c);
  const fill = family.groupStages > 0 ? { fill: get(c, "fill") } : {};
  const load = get(c, "load");
  const shares = plan.aligned === undefined ? undefined : alignInputs(m, plan, plan.aligned, actData, activations, c);
  const groupInputs = { load, ...fill, activations: shares?.activations ?? activations };
  const groups = m.repeat("group", family.groups, family.group(), groupInputs);
  const lanes = m.repeat("lane", family.lanes, laneModule(plan.lane), {
    entries: get(groups, "entries"),
    keys: keyData,
    ...laneControls(m, plan, c),
    ...shares?.lanes,
  });
  for (const port of ["act_ready", "key_ready", "shape_ready"]) if (c[port] !== undefined) m.output(port, get(c, port));
  m.output("out_valid", get(c, "out_valid"));
  m.output("out_data", get(lanes, "result"));
  m.output("out_last", get(c, "out_last"));
  return m.build();
}

/** Aligns the activations; gives them and what all lanes must know of their exponents. */
function alignInputs(
  m: ModuleBuilder,
  { tileInputs, activationBits }: CorePlan,
  { align: shape, exponent }: AlignedPlan,
  actData: Signal,
  activations: Signal,
  c: Ports,
): { readonly activations: Signal; readonly lanes: Ports } {
  const { exponentBits } = shape.format;
  const above =
    shape.span === "vector" ? { vector_exponent: slice(actData, tileInputs * activationBits, exponentBits) } : {};
  const aligned = m.instance("align", align(shape), { activations, ...above });
  const ports = blockExponentControls(exponent).map((port) => [port, get(c, port)] as const);
  const follower = m.instance("block_exponent", blockExponent(exponent), {
    exponent: get(aligned, "exponent"),
    is_special: get(aligned, "is_special"),
    ...Object.fromEntries(ports),
  });
  return { activations: get(aligned, "aligned"), lanes: follower };
}

/** The module of one lane. */
export function laneModule(shape: CorePlan["lane"]): Module {
  return shape.kind === "integer" ? lane(shape) : floatLane(shape);
}

type Ports = Readonly<Record<string, Signal>>;

function get(ports: Ports, name: string): Signal {
  return ports[name] as Signal;
}

function runtimePorts(m: ModuleBuilder, core: CoreParameters): Ports {
  return {
    shape_valid: m.input("shape_valid", 1),
    shape_inputs: m.input("shape_inputs", countBits(core.inputs)),
    shape_outputs: m.input("shape_outputs", countBits(core.outputs)),
  };
}

function maskInputs(m: ModuleBuilder, shape: InputMaskShape, actData: Signal, c: Ports): Signal {
  const count = shape.shape === "fixed" ? "loads_last" : "inputs_left";
  return get(m.instance("input_mask", inputMask(shape), { act_data: actData, [count]: get(c, count) }), "activations");
}

/** What lanes take from the controller; `enable` apart. */
export function laneControlPorts({ control: shape, lane: laneShape }: CorePlan): readonly string[] {
  const isFree = laneShape.kind === "integer" ? isFreeRunning(laneShape) : isFreeRunningFloat(laneShape);
  if (isFree) return ["clear"];
  const isPiped = shape.stages > 0 || shape.loop > 1;
  const hasSeveral = shape.partials > 1;
  return [
    ...(isPiped ? ["advance"] : []),
    "accumulate",
    "first",
    ...(shape.hasStore && !hasSeveral ? ["emit"] : []),
    ...(shape.hasStore ? ["output_tile"] : []),
    ...(shape.hasStore && shape.loop > 1 ? ["write_tile"] : []),
    ...(hasSeveral ? ["slot", "write_slot"] : []),
    ...(hasSeveral && shape.hasStore ? ["emit_tile"] : []),
    ...(hasSeveral && shape.shape === "runtime" ? ["used"] : []),
  ];
}

/** Whether lanes can be silenced. */
export function laneGating({ lane: laneShape }: CorePlan): Gating {
  return laneShape.kind === "integer" ? gatingOf(laneShape) : floatGating(laneShape);
}

/** The control inputs that this kind of lane has. */
function laneControls(m: ModuleBuilder, plan: CorePlan, c: Ports): Ports {
  const controls: Record<string, Signal> = {};
  for (const port of laneControlPorts(plan)) controls[port] = get(c, port);
  if (laneGating(plan) === "gated") {
    controls["enable"] = plan.outputMask === undefined ? get(c, "step") : maskOutputs(m, plan.outputMask, c);
  }
  return controls;
}

function maskOutputs(m: ModuleBuilder, shape: OutputMaskShape, c: Ports): Signal {
  const count = shape.shape === "fixed" ? "outputs_last" : "outputs_left";
  const step = shape.hasStep ? { step: get(c, "step") } : {};
  return get(m.instance("output_mask", outputMask(shape), { [count]: get(c, count), ...step }), "enable");
}

/** The modules of `buildCore(plan)` and how many there are of each, without building it. The top itself holds no logic. */
export function coreComponents(plan: CorePlan): Component[] {
  const { family, control: controlShape, lane: laneShape } = plan;
  const gating = laneGating(plan);
  const fetches = family.lanes * family.groups;
  const activities = coreActivities(plan);
  const components: Component[] = [
    {
      key: controlKey(controlShape),
      moduleName: () => controlName(controlShape),
      role: "control",
      count: 1,
      build: () => control(controlShape),
      activity: activities.control,
    },
    component(family.groupKey, family.groupRole, family.groups, family.group, activities.group),
    {
      key: laneShape.kind === "integer" ? laneKey(laneShape) : floatLaneName(laneShape),
      moduleName: () => (laneShape.kind === "integer" ? laneName(laneShape) : floatLaneName(laneShape)),
      role: "accumulate",
      count: family.lanes,
      build: () => laneModule(laneShape),
      activity: activities.lane,
    },
    component(family.fetchKey(gating), "fetch", fetches, () => family.fetch(gating), activities.fetch),
  ];
  for (const { key, role, build, count = 1 } of family.groupChildren)
    components.push(component(key, role, family.groups * count, build, activities.groupChild(key)));
  for (const { key, role, build, count = 1 } of family.fetchChildren)
    components.push(component(key, role, fetches * count, build, activities.fetch));
  if (laneShape.kind === "float") {
    for (const { key, role, build, count, place } of floatLaneChildren(laneShape))
      components.push(component(key, role, family.lanes * count, build, activities.floatAdder(place)));
  } else {
    const reduction = reduceShape(laneShape);
    components.push(
      component(reduceName(reduction), "reduce", family.lanes, () => reduce(reduction), activities.reduce),
    );
    if (laneShape.aligned !== undefined) {
      const { result } = laneShape.aligned;
      const build = (): Module => fromInteger(result);
      components.push(component(fromIntegerName(result), "normalise", family.lanes, build, activities.normalise));
    }
  }
  const { inputMask: forInputs, outputMask: forOutputs, aligned } = plan;
  if (forInputs !== undefined)
    components.push(component(inputMaskName(forInputs), "mask", 1, () => inputMask(forInputs), activities.inputMask));
  if (forOutputs !== undefined) {
    const build = (): Module => outputMask(forOutputs);
    components.push(component(outputMaskName(forOutputs), "mask", 1, build, activities.outputMask));
  }
  if (aligned !== undefined) {
    const { align: shape, exponent } = aligned;
    const one = (): Module => alignElement(shape);
    components.push(
      component(alignName(shape), "align", 1, () => align(shape), activities.align),
      component(alignElementName(shape), "align", plan.tileInputs, one, activities.alignElement),
      component(blockExponentName(exponent), "align", 1, () => blockExponent(exponent), activities.blockExponent),
    );
  }
  return components;
}

/** A module whose name says all that its ledger depends on. */
function component(
  name: string,
  role: string,
  count: number,
  build: () => Module,
  activity: ModuleActivity,
): Component {
  return { key: name, moduleName: () => name, role, count, build, activity };
}
