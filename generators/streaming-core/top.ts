import type { TopInstance } from "../generator.ts";
import { coreActivities } from "./activity/index.ts";
import { controlKey, controlName } from "./control-shape.ts";
import { control } from "./control.ts";
import type { CorePlan } from "./core.ts";
import { gatingOf, isFreeRunning, lane, laneKey, laneName } from "./lane.ts";
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
  const activations: Inputs =
    forInputs === undefined ? {} : { activations: { instance: "input_mask", port: "activations" } };
  instances.push({
    name: "group",
    moduleName: family.groupKey,
    key: family.groupKey,
    activity: activities.group,
    build: family.group,
    copies: family.groups,
    inputs: { ...fromControl("load", ...(family.groupStages > 0 ? ["fill"] : [])), ...activations },
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
  instances.push({
    name: "lane",
    moduleName: laneName(laneShape),
    key: laneKey(laneShape),
    activity: activities.lane,
    build: () => lane(laneShape),
    copies: family.lanes,
    inputs: { entries: { instance: "group", port: "entries" }, ...laneControls(plan) },
  });
  return instances;
}

function laneControls({ lane: laneShape, outputMask: forOutputs }: CorePlan): Inputs {
  const hasPipeline = laneShape.pipelineFetch + laneShape.pipelineReduce > 0;
  const hasStore = laneShape.storeDepth > 0;
  const ports = isFreeRunning(laneShape)
    ? ["clear"]
    : ["first", "accumulate", ...(hasStore ? ["emit", "output_tile"] : []), ...(hasPipeline ? ["advance"] : [])];
  const inputs: Record<string, Inputs[string]> = {};
  for (const port of ports) inputs[port] = { instance: "control", port };
  if (gatingOf(laneShape) === "gated") {
    inputs["enable"] =
      forOutputs === undefined ? { instance: "control", port: "step" } : { instance: "output_mask", port: "enable" };
  }
  return inputs;
}
