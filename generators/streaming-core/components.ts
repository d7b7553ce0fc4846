import type { Component, ModuleActivity } from "../generator.ts";
import type { Module } from "../../src/hdl/index.ts";
import { fromInteger, fromIntegerName } from "../arithmetic/float/from-integer.ts";
import { coreActivities } from "./activity/index.ts";
import { controlKey, controlName } from "./control-shape.ts";
import { control } from "./control.ts";
import { laneModule } from "./core.ts";
import { align, alignElement, alignElementName, alignName } from "./float/align.ts";
import { blockExponent, blockExponentName } from "./float/block-exponent.ts";
import { floatLaneChildren, floatLaneName } from "./float/lane.ts";
import { laneKey } from "./lane-key.ts";
import { laneName, reduceShape } from "./lane-shape.ts";
import { inputMask, inputMaskName, outputMask, outputMaskName } from "./masks.ts";
import { laneGating, type CorePlan } from "./plan.ts";
import { reduce, reduceName } from "./reduce.ts";

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
