import { ModuleBuilder, slice, type Module, type Signal } from "../../src/hdl/index.ts";
import type { ControlOutputs, ControlPort } from "./control-shape.ts";
import { control } from "./control.ts";
import { align } from "./float/align.ts";
import {
  blockExponent,
  blockExponentControls,
  type BlockExponentOutputs,
  type ExponentControl,
} from "./float/block-exponent.ts";
import { floatLane } from "./float/lane.ts";
import type { FloatParameters } from "./float/parameters.ts";
import { groupTail, keyMask, restBits } from "./key-masks.ts";
import type { LaneInputs, LaneOutputs } from "./lane-ports.ts";
import { lane } from "./lane.ts";
import { inputMask, outputMask, type InputMaskShape, type OutputMaskShape } from "./masks.ts";
import {
  activationBeatBits,
  exponentControlPort,
  groupControlPorts,
  groupLoadPort,
  laneControlPorts,
  laneGating,
  type AlignedPlan,
  type CorePlan,
  type KeyMaskPlan,
} from "./plan.ts";
import { countBits, type CoreParameters } from "./shape.ts";

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
  const m = new ModuleBuilder<CoreInputs>(topName(plan));
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
  // Without registers of their own, groups take a tile when it leaves those before them.
  const load = get(c, groupLoadPort(plan));
  const shares = plan.aligned === undefined ? undefined : alignInputs(m, plan, plan.aligned, actData, activations, c);
  const fills: { shift?: Signal; fill?: Signal } = {};
  for (const port of groupControlPorts(plan)) fills[port] = get(c, port);
  const groupInputs = { load, ...fills, activations: shares?.activations ?? activations };
  const groups = m.repeat("group", family.groups, family.group(), groupInputs);
  const lanes = m.repeat("lane", family.lanes, laneModule(plan.lane), {
    entries: groups.entries,
    keys: plan.keyMask === undefined ? keyData : maskKeys(m, plan, plan.keyMask, keyData, c),
    ...laneControls(m, plan, c),
    ...shares?.lanes,
  });
  for (const port of ["act_ready", "key_ready", "shape_ready"] as const)
    if (c[port] !== undefined) m.output(port, get(c, port));
  m.output("out_valid", get(c, "out_valid"));
  m.output("out_data", lanes.result);
  m.output("out_last", get(c, "out_last"));
  return m.build();
}

/** Aligns the activations; gives them and what all lanes must know of their exponents. */
function alignInputs(
  m: ModuleBuilder,
  plan: CorePlan,
  { align: shape, exponent }: AlignedPlan,
  actData: Signal,
  activations: Signal,
  c: ControlOutputs,
): { readonly activations: Signal; readonly lanes: BlockExponentOutputs } {
  const { tileInputs, activationBits } = plan;
  const { exponentBits } = shape.format;
  const above =
    shape.span === "vector" ? { vector_exponent: slice(actData, tileInputs * activationBits, exponentBits) } : {};
  const load = shape.stages > 0 ? { load: get(c, "load") } : {};
  const aligned = m.instance("align", align(shape), { activations, ...above, ...load });
  const controls: { [P in ExponentControl]?: Signal } = {};
  for (const port of blockExponentControls(exponent)) controls[port] = get(c, exponentControlPort(plan, port));
  const follower = m.instance("block_exponent", blockExponent(exponent), {
    exponent: aligned.exponent,
    is_special: aligned.is_special,
    ...controls,
    fills_first: get(c, "fills_first"),
  });
  return { activations: aligned.aligned, lanes: follower };
}

/** The module of one lane. */
export function laneModule(shape: CorePlan["lane"]): Module<LaneInputs, LaneOutputs> {
  return shape.kind === "integer" ? lane(shape) : floatLane(shape);
}

/** The streams of a core; the last three only if the shape is set at run time. */
type CoreInputs = Record<"act_valid" | "act_data" | "key_valid" | "key_data" | "out_ready", Signal> &
  Partial<Record<"shape_valid" | "shape_inputs" | "shape_outputs", Signal>>;

function get(outputs: ControlOutputs, port: ControlPort): Signal {
  const signal = outputs[port];
  if (signal === undefined) throw new Error(`internal: the controller has no output ${port}`);
  return signal;
}

function runtimePorts(m: ModuleBuilder<CoreInputs>, core: CoreParameters) {
  return {
    shape_valid: m.input("shape_valid", 1),
    shape_inputs: m.input("shape_inputs", countBits(core.inputs)),
    shape_outputs: m.input("shape_outputs", countBits(core.outputs)),
  };
}

function maskInputs(m: ModuleBuilder, shape: InputMaskShape, actData: Signal, c: ControlOutputs): Signal {
  const count = shape.shape === "fixed" ? "loads_last" : "inputs_left";
  const inputs = { act_data: actData, [count]: get(c, count) };
  return m.instance("input_mask", inputMask(shape), inputs).activations;
}

/** The control inputs that this kind of lane has. */
function laneControls(m: ModuleBuilder, plan: CorePlan, c: ControlOutputs): Omit<LaneInputs, "entries" | "keys"> {
  const controls: { -readonly [P in keyof LaneInputs]?: Signal } = {};
  for (const port of laneControlPorts(plan)) controls[port] = get(c, port);
  if (laneGating(plan) === "gated") {
    controls.enable = plan.outputMask === undefined ? get(c, "step") : maskOutputs(m, plan.outputMask, c);
  }
  return controls;
}

/** Masks the keys of groups without inputs, lane by lane. */
function maskKeys(
  m: ModuleBuilder,
  { family }: CorePlan,
  { tail, keys }: KeyMaskPlan,
  keyData: Signal,
  c: ControlOutputs,
) {
  const last =
    tail.shape === "runtime"
      ? { pass_loaded: get(c, "pass_loaded"), rest: slice(get(c, "inputs_left"), 0, restBits(tail)) }
      : {};
  const { occupied } = m.instance("group_tail", groupTail(tail), { tile_last: get(c, "tile_last"), ...last });
  const inputs = { key_data: keyData, occupied };
  return m.repeat("key_mask", family.lanes, keyMask(keys), inputs).keys;
}

function maskOutputs(m: ModuleBuilder, shape: OutputMaskShape, c: ControlOutputs): Signal {
  const count = shape.shape === "fixed" ? "outputs_last" : "outputs_left";
  const step = shape.hasStep ? { step: get(c, "step") } : {};
  return m.instance("output_mask", outputMask(shape), { [count]: get(c, count), ...step }).enable;
}
