import type { EvaluatorOptions } from "../../models/evaluate/evaluation.ts";
import type { Part, Points } from "../config/points.ts";
import { hasRows } from "./rows.ts";

/** Parts that have the same designs and are taken together: a range of points of the first stands for those designs of all. */
export type PartGroup = readonly [Part, ...Part[]];

/** Finds the group that a part is the first of; one that is the first of none is a group of its own. */
export type FindGroup = (first: Part) => PartGroup;

export function groupFinder(groups: readonly PartGroup[]): FindGroup {
  const byFirst = new Map(groups.map((group) => [group[0], group]));
  return (first) => byFirst.get(first) ?? [first];
}

/**
 * Parts in groups of equal keys, in the order in which the first part of each comes.
 * @param order in which those of a group stand
 */
export function groupedBy(
  parts: readonly Part[],
  keyOf: (part: Part) => string,
  order: (a: Part, b: Part) => number,
): readonly PartGroup[] {
  const groups = new Map<string, [Part, ...Part[]]>();
  for (const part of parts) {
    const key = keyOf(part);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [part]);
    else group.push(part);
  }
  for (const group of groups.values()) group.sort(order);
  return [...groups.values()];
}

/** Names objects, the same for the same one. */
export function nameOfObjects(): (named: object) => number {
  const known = new Map<object, number>();
  return (named) => {
    const name = known.get(named) ?? known.size;
    known.set(named, name);
    return name;
  };
}

/**
 * Parts that differ in nothing but their settings and have the same sources of costs: a row of designs is worked out once for all
 * of them. Those of fast clocks come first, since their designs dominate many others. A part without rows is a group of its own.
 * @param options of each setting
 */
export function groupsWithRows(
  { parts, settings }: Pick<Points, "parts" | "settings">,
  options: readonly EvaluatorOptions[],
): readonly PartGroup[] {
  const nameOf = nameOfObjects();
  const clockOf = ({ setting }: Part): number => settings[setting]!.clockMhz;
  const keyOf = (part: Part): string => {
    const evaluator = options[part.setting];
    const isShared = evaluator !== undefined && hasRows(part, evaluator);
    return isShared ? `${nameOf(part.digits)} ${nameOf(evaluator.models)}` : `alone ${part.start}`;
  };
  return groupedBy(parts, keyOf, (a, b) => clockOf(b) - clockOf(a));
}
