import type { ModuleActivity } from "../contract/index.ts";
import { moduleName, type Module } from "../../src/hdl/index.ts";
import { fromInteger, fromIntegerName } from "../arithmetic/float/from-integer.ts";
import { coreActivities, floatActivities, type CoreActivities } from "./activity/index.ts";
import type { InstanceName } from "./connections.ts";
import type { CorePart, PartName } from "./core-part.ts";
import { controlKey, controlName } from "./control-shape.ts";
import { control } from "./control.ts";
import { align, alignElement, alignElementName, alignName } from "./float/align.ts";
import { blockExponent, blockExponentName } from "./float/block-exponent.ts";
import { floatLane } from "./float/lane.ts";
import { floatLaneChildren } from "./float/lane-shape.ts";
import { gatedParts } from "./gated-parts.ts";
import { energyKeyOfLane, keyOfLane, nameOfLane } from "./lane-key.ts";
import { lane } from "./lane.ts";
import { reduceShape } from "./lane-shape.ts";
import { groupTail, groupTailName, keyMask, keyMaskName } from "./key-masks.ts";
import { inputMask, inputMaskName, outputMask, outputMaskName } from "./masks.ts";
import { laneGating, type CorePlan } from "./plan.ts";
import type { ChildModule } from "./tile-family.ts";
import { reduce, reduceName } from "./reduce.ts";

type MaskName = "input_mask" | "output_mask" | "group_tail" | "key_mask";

/**
 * The parts of a core: its modules and how many there are of each, without building them. The top holds wires only.
 * @param only those of one part
 */
export function coreParts(plan: CorePlan, only?: string): CorePart[] {
  const parts = ungatedParts(plan, only);
  return plan.core.clockGating === "none" ? parts : gatedParts(parts);
}

function ungatedParts(plan: CorePlan, only?: string): CorePart[] {
  const { family, lane: laneShape } = plan;
  const { groups, lanes } = family;
  const activities = coreActivities(plan);
  const wants = (name: PartName): boolean => only === undefined || only === name;
  const parts: CorePart[] = [];
  if (wants("control")) parts.push(controlPart(plan, activities));
  if (wants("group"))
    parts.push(part("group", family.groupKey, family.groupRole, groups, family.group, activities.group, "group"));
  if (wants("lane")) parts.push(new LanePart(plan, activities));
  if (wants("fetch")) parts.push(fetchPart(plan, activities));
  if (laneShape.kind === "integer") {
    if (wants("group"))
      for (const child of family.groupChildren) parts.push(childPart("group", child, groups, activities.group));
    if (wants("reduce")) {
      const reduction = reduceShape(laneShape);
      parts.push(part("reduce", reduceName(reduction), "reduce", lanes, () => reduce(reduction), activities.reduce));
    }
  }
  if (wants("fetch"))
    for (const child of family.fetchChildren) parts.push(childPart("fetch", child, lanes * groups, activities.fetch));
  parts.push(...maskParts(plan, activities, wants));
  if (plan.core.float !== undefined) parts.push(...floatParts(plan).filter((each) => wants(each.part)));
  return parts;
}

function controlPart({ control: shape }: CorePlan, activities: CoreActivities): CorePart {
  return {
    instance: "control",
    part: "control",
    timing: `${controlKey(shape)}${shape.hasKeyMask ? "_keys" : ""}`,
    key: controlKey(shape),
    moduleName: () => moduleName(controlName(shape)),
    role: "control",
    count: 1,
    build: () => control(shape),
    activity: activities.control,
  };
}

/** A class: a literal with a getter has a hidden class of its own, and a sweep makes thousands. */
class LanePart implements CorePart {
  readonly instance = "lane";
  readonly part = "lane";
  readonly role = "accumulate";
  readonly energyKey: string | undefined;
  readonly count: number;
  readonly activity: ModuleActivity;
  readonly #shape: CorePlan["lane"];

  constructor({ family, lane: shape }: CorePlan, activities: CoreActivities) {
    this.energyKey = energyKeyOfLane(shape);
    this.count = family.lanes;
    this.activity = activities.lane;
    this.#shape = shape;
  }

  /** Not before it is asked for: some lanes must be built for it. */
  get key(): string {
    return keyOfLane(this.#shape);
  }

  readonly moduleName = (): string => moduleName(nameOfLane(this.#shape));

  readonly build = (): Module => (this.#shape.kind === "integer" ? lane(this.#shape) : floatLane(this.#shape));
}

function fetchPart(plan: CorePlan, activities: CoreActivities): CorePart {
  const { family } = plan;
  const gating = laneGating(plan);
  const count = family.lanes * family.groups;
  return part("fetch", family.fetchKey(gating), "fetch", count, () => family.fetch(gating), activities.fetch);
}

/** What silences groups, keys and lanes that have no inputs or outputs. */
function maskParts(
  { family, inputMask: forInputs, outputMask: forOutputs, keyMask: forKeys }: CorePlan,
  activities: CoreActivities,
  wants: (name: MaskName) => boolean,
): CorePart[] {
  const parts: CorePart[] = [];
  const add = (instance: MaskName, name: string, count: number, build: () => Module, activity: ModuleActivity) =>
    parts.push(part(instance, name, "mask", count, build, activity, instance));
  if (forInputs !== undefined && wants("input_mask"))
    add("input_mask", inputMaskName(forInputs), 1, () => inputMask(forInputs), activities.inputMask);
  if (forOutputs !== undefined && wants("output_mask"))
    add("output_mask", outputMaskName(forOutputs), 1, () => outputMask(forOutputs), activities.outputMask);
  if (forKeys === undefined) return parts;
  const { tail, keys } = forKeys;
  if (wants("group_tail")) add("group_tail", groupTailName(tail), 1, () => groupTail(tail), activities.groupTail);
  if (wants("key_mask")) add("key_mask", keyMaskName(keys), family.lanes, () => keyMask(keys), activities.keyMask);
  return parts;
}

/** What a core has only if its activations are floating-point numbers. */
function floatParts(plan: CorePlan): CorePart[] {
  const { family, lane: laneShape, aligned, tileInputs } = plan;
  const activities = floatActivities(plan);
  const { groups, lanes } = family;
  if (laneShape.kind === "float") {
    return [
      ...family.groupChildren.map((child) => childPart("group", child, groups, activities.tableAdder(child.key))),
      ...floatLaneChildren(laneShape).map((child) =>
        childPart("lane", child, lanes, activities.floatAdder(child.place)),
      ),
    ];
  }
  if (laneShape.aligned === undefined || aligned === undefined) return [];
  const { result } = laneShape.aligned;
  const { align: shape, exponent } = aligned;
  const element = (): Module => alignElement(shape);
  const follower = (): Module => blockExponent(exponent);
  return [
    part("lane", fromIntegerName(result), "normalise", lanes, () => fromInteger(result), activities.normalise),
    part("align", alignName(shape), "align", 1, () => align(shape), activities.align, "align"),
    part("align", alignElementName(shape), "align", tileInputs, element, activities.alignElement),
    part("align", blockExponentName(exponent), "align", 1, follower, activities.blockExponent, "block_exponent"),
  ];
}

/** A module inside `parents` others. */
function childPart(
  name: PartName,
  { key, role, build, count = 1 }: ChildModule,
  parents: number,
  activity: ModuleActivity,
): CorePart {
  return part(name, key, role, parents * count, build, activity);
}

/** A module whose name says all that its ledger depends on. */
function part(
  name: PartName,
  key: string,
  role: string,
  count: number,
  build: () => Module,
  activity: ModuleActivity,
  instance?: InstanceName,
): CorePart {
  const common = { part: name, key, moduleName: () => moduleName(key), role, count, build, activity };
  return instance === undefined ? common : { instance, ...common };
}
