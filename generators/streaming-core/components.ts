import type { Component, ModuleActivity } from "../contract/index.ts";
import type { Module } from "../../src/hdl/index.ts";
import { fromInteger, fromIntegerName } from "../arithmetic/float/from-integer.ts";
import { coreActivities, floatActivities } from "./activity/index.ts";
import { controlKey, controlName } from "./control-shape.ts";
import { control } from "./control.ts";
import { laneModule } from "./core.ts";
import { align, alignElement, alignElementName, alignName } from "./float/align.ts";
import { blockExponent, blockExponentName } from "./float/block-exponent.ts";
import { floatLaneChildren } from "./float/lane.ts";
import { keyOfLane, nameOfLane } from "./lane-key.ts";
import { reduceShape } from "./lane-shape.ts";
import { groupTail, groupTailName, keyMask, keyMaskName } from "./key-masks.ts";
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
      key: keyOfLane(laneShape),
      moduleName: () => nameOfLane(laneShape),
      role: "accumulate",
      count: family.lanes,
      build: () => laneModule(laneShape),
      activity: activities.lane,
    },
    component(family.fetchKey(gating), "fetch", fetches, () => family.fetch(gating), activities.fetch),
  ];
  if (laneShape.kind === "integer") {
    for (const { key, role, build, count = 1 } of family.groupChildren)
      components.push(component(key, role, family.groups * count, build, activities.group));
    const reduction = reduceShape(laneShape);
    const build = (): Module => reduce(reduction);
    components.push(component(reduceName(reduction), "reduce", family.lanes, build, activities.reduce));
  }
  for (const { key, role, build, count = 1 } of family.fetchChildren)
    components.push(component(key, role, fetches * count, build, activities.fetch));
  const { inputMask: forInputs, outputMask: forOutputs } = plan;
  if (forInputs !== undefined)
    components.push(component(inputMaskName(forInputs), "mask", 1, () => inputMask(forInputs), activities.inputMask));
  if (forOutputs !== undefined) {
    const build = (): Module => outputMask(forOutputs);
    components.push(component(outputMaskName(forOutputs), "mask", 1, build, activities.outputMask));
  }
  if (plan.keyMask !== undefined) {
    const { tail, keys } = plan.keyMask;
    components.push(
      component(groupTailName(tail), "mask", 1, () => groupTail(tail), activities.groupTail),
      component(keyMaskName(keys), "mask", family.lanes, () => keyMask(keys), activities.keyMask),
    );
  }
  if (plan.core.float !== undefined) components.push(...floatComponents(plan));
  return components;
}

/** What a core has only if its activations are floating-point numbers. */
function floatComponents(plan: CorePlan): Component[] {
  const { family, lane: laneShape, aligned, tileInputs } = plan;
  const activities = floatActivities(plan);
  const { groups, lanes } = family;
  if (laneShape.kind === "float") {
    const inTables = family.groupChildren.map(({ key, role, build, count = 1 }) =>
      component(key, role, groups * count, build, activities.tableAdder(key)),
    );
    const inLanes = floatLaneChildren(laneShape).map(({ key, role, build, count, place }) =>
      component(key, role, lanes * count, build, activities.floatAdder(place)),
    );
    return [...inTables, ...inLanes];
  }
  if (laneShape.aligned === undefined || aligned === undefined) return [];
  const { result } = laneShape.aligned;
  const { align: shape, exponent } = aligned;
  const normalise = (): Module => fromInteger(result);
  const element = (): Module => alignElement(shape);
  const follower = (): Module => blockExponent(exponent);
  return [
    component(fromIntegerName(result), "normalise", lanes, normalise, activities.normalise),
    component(alignName(shape), "align", 1, () => align(shape), activities.align),
    component(alignElementName(shape), "align", tileInputs, element, activities.alignElement),
    component(blockExponentName(exponent), "align", 1, follower, activities.blockExponent),
  ];
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
