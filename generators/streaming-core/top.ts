import type { TopInstance } from "../contract/index.ts";
import { coreActivities, floatActivities, type CoreActivities, type FloatActivities } from "./activity/index.ts";
import { controlKey, controlName } from "./control-shape.ts";
import { control } from "./control.ts";
import { laneModule } from "./core.ts";
import {
  exponentControlPort,
  groupControlPorts,
  groupLoadPort,
  laneControlPorts,
  laneGating,
  type AlignedPlan,
  type CorePlan,
  type KeyMaskPlan,
} from "./plan.ts";
import { align, alignName } from "./float/align.ts";
import { blockExponent, blockExponentControls, blockExponentName } from "./float/block-exponent.ts";
import { keyOfLane, nameOfLane } from "./lane-key.ts";
import { groupTail, groupTailName, keyMask, keyMaskName } from "./key-masks.ts";
import { inputMask, inputMaskName, outputMask, outputMaskName } from "./masks.ts";

type Inputs = TopInstance["inputs"];

/** The connections of `buildCore(plan)` between its children; a test holds the two equal. */
export function coreTop(plan: CorePlan): readonly TopInstance[] {
  const { family, control: controlShape, lane: laneShape, inputMask: forInputs, outputMask: forOutputs } = plan;
  const fromControl = (...ports: readonly string[]): Inputs =>
    Object.fromEntries(ports.map((port) => [port, { instance: "control", port }]));
  const activities = coreActivities(plan);
  const instances: TopInstance[] = [
    {
      name: "control",
      moduleName: controlName(controlShape),
      key: controlKey(controlShape),
      activity: activities.control,
      build: () => control(controlShape),
      copies: 1,
      inputs: {},
    },
  ];
  if (forInputs !== undefined) {
    instances.push({
      name: "input_mask",
      moduleName: inputMaskName(forInputs),
      key: inputMaskName(forInputs),
      activity: activities.inputMask,
      build: () => inputMask(forInputs),
      copies: 1,
      inputs: fromControl(forInputs.shape === "fixed" ? "loads_last" : "inputs_left"),
    });
  }
  const masked: Inputs =
    forInputs === undefined ? {} : { activations: { instance: "input_mask", port: "activations" } };
  if (plan.aligned !== undefined)
    instances.push(...alignInstances(plan, plan.aligned, masked, floatActivities(plan), fromControl));
  const activations: Inputs =
    plan.aligned === undefined ? masked : { activations: { instance: "align", port: "aligned" } };
  instances.push({
    name: "group",
    moduleName: family.groupKey,
    key: family.groupKey,
    activity: activities.group,
    build: family.group,
    copies: family.groups,
    inputs: {
      load: { instance: "control", port: groupLoadPort(plan) },
      ...fromControl(...groupControlPorts(plan)),
      ...activations,
    },
  });
  if (forOutputs !== undefined) {
    const step = forOutputs.hasStep ? ["step"] : [];
    instances.push({
      name: "output_mask",
      moduleName: outputMaskName(forOutputs),
      key: outputMaskName(forOutputs),
      activity: activities.outputMask,
      build: () => outputMask(forOutputs),
      copies: 1,
      inputs: fromControl(forOutputs.shape === "fixed" ? "outputs_last" : "outputs_left", ...step),
    });
  }
  if (plan.keyMask !== undefined) instances.push(...keyMaskInstances(plan, plan.keyMask, activities, fromControl));
  instances.push({
    name: "lane",
    moduleName: nameOfLane(laneShape),
    key: keyOfLane(laneShape),
    activity: activities.lane,
    build: () => laneModule(laneShape),
    copies: family.lanes,
    inputs: {
      entries: { instance: "group", port: "entries" },
      ...(plan.keyMask === undefined ? {} : { keys: { instance: "key_mask", port: "keys" } }),
      ...laneControls(plan),
      ...(plan.aligned === undefined ? {} : exponentsOf(plan.aligned)),
    },
  });
  return instances;
}

/** What lanes take from the unit that follows exponents. */
function exponentsOf({ exponent }: AlignedPlan): Inputs {
  const ports = ["result_exponent", "result_is_nan", ...(exponent.span === "tile" ? ["shift", "shifts_running"] : [])];
  return Object.fromEntries(ports.map((port) => [port, { instance: "block_exponent", port }]));
}

function keyMaskInstances(
  { family }: CorePlan,
  { tail, keys }: KeyMaskPlan,
  activities: CoreActivities,
  fromControl: (...ports: readonly string[]) => Inputs,
): readonly TopInstance[] {
  return [
    {
      name: "group_tail",
      moduleName: groupTailName(tail),
      key: groupTailName(tail),
      activity: activities.groupTail,
      build: () => groupTail(tail),
      copies: 1,
      inputs: {
        ...fromControl("tile_last"),
        ...(tail.shape === "runtime"
          ? { ...fromControl("pass_loaded"), rest: { instance: "control", port: "inputs_left" } }
          : {}),
      },
    },
    {
      name: "key_mask",
      moduleName: keyMaskName(keys),
      key: keyMaskName(keys),
      activity: activities.keyMask,
      build: () => keyMask(keys),
      copies: family.lanes,
      inputs: { occupied: { instance: "group_tail", port: "occupied" } },
    },
  ];
}

function alignInstances(
  plan: CorePlan,
  { align: shape, exponent }: AlignedPlan,
  masked: Inputs,
  activities: FloatActivities,
  fromControl: (...ports: readonly string[]) => Inputs,
): readonly TopInstance[] {
  const fromAlign = (port: string) => ({ instance: "align", port });
  return [
    {
      name: "align",
      moduleName: alignName(shape),
      key: alignName(shape),
      activity: activities.align,
      build: () => align(shape),
      copies: 1,
      inputs: { ...masked, ...(shape.stages > 0 ? fromControl("load") : {}) },
    },
    {
      name: "block_exponent",
      moduleName: blockExponentName(exponent),
      key: blockExponentName(exponent),
      activity: activities.blockExponent,
      build: () => blockExponent(exponent),
      copies: 1,
      inputs: {
        exponent: fromAlign("exponent"),
        is_special: fromAlign("is_special"),
        ...Object.fromEntries(
          blockExponentControls(exponent).map((port) => [
            port,
            { instance: "control", port: exponentControlPort(plan, port) },
          ]),
        ),
      },
    },
  ];
}

function laneControls(plan: CorePlan): Inputs {
  const inputs: Record<string, Inputs[string]> = {};
  for (const port of laneControlPorts(plan)) inputs[port] = { instance: "control", port };
  if (laneGating(plan) === "gated") {
    inputs["enable"] =
      plan.outputMask === undefined
        ? { instance: "control", port: "step" }
        : { instance: "output_mask", port: "enable" };
  }
  return inputs;
}
