import type { Component, ModuleActivity } from "../generator.ts";
import { ModuleBuilder, type Module, type Signal } from "../../src/hdl/index.ts";
import { coreActivities } from "./activity/index.ts";
import {
  controlKey,
  controlName,
  hasInputMask,
  hasOutputMask,
  outputTiles,
  type ControlShape,
} from "./control-shape.ts";
import { control } from "./control.ts";
import { gatingOf, isFreeRunning, lane, laneKey, laneName, reduceShape, type LaneShape } from "./lane.ts";
import {
  inputMask,
  inputMaskName,
  outputMask,
  outputMaskName,
  type InputMaskShape,
  type OutputMaskShape,
} from "./masks.ts";
import { reduce, reduceName } from "./reduce.ts";
import { accumulatorBits, ACTIVATION_BITS, countBits, type CoreParameters, type TileFamily } from "./shape.ts";

/** Everything that a core is made of, worked out once from its parameters. */
export interface CorePlan {
  readonly family: TileFamily;
  readonly core: CoreParameters;
  readonly tileInputs: number;
  readonly accumulatorBits: number;
  readonly control: ControlShape;
  readonly lane: LaneShape;
  readonly inputMask: InputMaskShape | undefined;
  readonly outputMask: OutputMaskShape | undefined;
}

export function planCore(family: TileFamily, core: CoreParameters): CorePlan {
  const tileInputs = family.groups * family.groupSize;
  const stages = core.pipelineFetch + core.pipelineReduce;
  const hasStore = core.loopOrder === "table-stationary" && core.outputs > family.lanes;
  const { shape, loopOrder, inputs, outputs } = core;
  const { lanes: tileOutputs, groupStages } = family;
  const controlShape = { shape, loopOrder, inputs, outputs, tileInputs, tileOutputs, stages, groupStages, hasStore };
  const width = accumulatorBits(core.activation, inputs);
  const isMasked = hasOutputMask(controlShape);
  const laneShape: LaneShape = {
    family,
    reduction: core.reduction,
    adder: core.adder,
    accumulatorBits: width,
    pipelineFetch: core.pipelineFetch,
    pipelineReduce: core.pipelineReduce,
    storeDepth: hasStore ? outputTiles(controlShape) : 0,
    hasEnable: isMasked,
  };
  const activationBits = ACTIVATION_BITS[core.activation];
  return {
    family,
    core,
    tileInputs,
    accumulatorBits: width,
    control: controlShape,
    lane: laneShape,
    inputMask: hasInputMask(controlShape) ? { shape, inputs, tileInputs, activationBits } : undefined,
    outputMask: isMasked ? { shape, outputs, lanes: family.lanes, hasStep: isFreeRunning(laneShape) } : undefined,
  };
}

function topName({ family, core }: CorePlan): string {
  const order = core.loopOrder === "table-stationary" ? "ts" : "os";
  const tree = core.reduction === "compressor" ? "ct" : "at";
  const adder = core.adder === "prefix" ? "_prefix" : "";
  return `${family.name}_${core.activation}_${family.detail}_n${core.inputs}_m${core.outputs}_${core.shape}_${order}_${tree}_p${core.pipelineFetch}${core.pipelineReduce}${adder}`;
}

/** The whole core: streams at the ports, wires inside; all logic is in the children. */
export function buildCore(plan: CorePlan): Module {
  const { family, core, tileInputs } = plan;
  const m = new ModuleBuilder(topName(plan));
  const actValid = m.input("act_valid", 1);
  const actData = m.input("act_data", tileInputs * ACTIVATION_BITS[core.activation]);
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
  const activations = plan.inputMask === undefined ? actData : maskInputs(m, plan.inputMask, actData, c);
  const fill = family.groupStages > 0 ? { fill: get(c, "fill") } : {};
  const groups = m.repeat("group", family.groups, family.group(), { load: get(c, "load"), ...fill, activations });
  const lanes = m.repeat("lane", family.lanes, lane(plan.lane), {
    entries: get(groups, "entries"),
    keys: keyData,
    ...laneControls(m, plan, c),
  });
  for (const port of ["act_ready", "key_ready", "shape_ready"]) if (c[port] !== undefined) m.output(port, get(c, port));
  m.output("out_valid", get(c, "out_valid"));
  m.output("out_data", get(lanes, "result"));
  m.output("out_last", get(c, "out_last"));
  return m.build();
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

/** The control inputs that this kind of lane has. */
function laneControls(m: ModuleBuilder, plan: CorePlan, c: Ports): Ports {
  const controls: Record<string, Signal> = {};
  for (const port of ["advance", "clear", "accumulate", "first", "emit", "output_tile"]) {
    if (c[port] !== undefined) controls[port] = get(c, port);
  }
  if (gatingOf(plan.lane) === "gated") {
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
  const gating = gatingOf(laneShape);
  const reduction = reduceShape(laneShape);
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
      key: laneKey(laneShape),
      moduleName: () => laneName(laneShape),
      role: "accumulate",
      count: family.lanes,
      build: () => lane(laneShape),
      activity: activities.lane,
    },
    component(family.fetchKey(gating), "fetch", fetches, () => family.fetch(gating), activities.fetch),
    component(reduceName(reduction), "reduce", family.lanes, () => reduce(reduction), activities.reduce),
  ];
  for (const { key, role, build } of family.groupChildren)
    components.push(component(key, role, family.groups, build, activities.group));
  for (const { key, role, build } of family.fetchChildren)
    components.push(component(key, role, fetches, build, activities.fetch));
  const { inputMask: forInputs, outputMask: forOutputs } = plan;
  if (forInputs !== undefined)
    components.push(component(inputMaskName(forInputs), "mask", 1, () => inputMask(forInputs), activities.inputMask));
  if (forOutputs !== undefined) {
    const build = (): Module => outputMask(forOutputs);
    components.push(component(outputMaskName(forOutputs), "mask", 1, build, activities.outputMask));
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
