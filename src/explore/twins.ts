import type { DesignRecord } from "../core/result.ts";
import type { PointTable } from "./point-table.ts";

/** A point of the front, and those that are equal to it in all metrics: places in the front, the lowest index first. */
export type TwinPlaces = readonly [first: number, ...others: number[]];

/**
 * The points of a front in groups that are equal in all metrics, in order of their first. They do not dominate each other, so
 * a front has them all, whatever the order in which it was found; here they become one.
 */
export function twinsOf({ indices, rows, width }: PointTable): readonly TwinPlaces[] {
  const groups = new Map<string, [number, ...number[]]>();
  for (const place of indices.keys()) {
    const key = rows.subarray(place * width, (place + 1) * width).join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else group.push(place);
  }
  return [...groups.values()];
}

/** The points of a table at some places. */
export function pointsAt({ indices, rows, width }: PointTable, places: readonly number[]): PointTable {
  const chosen = { indices: new Float64Array(places.length), rows: new Float64Array(places.length * width), width };
  for (const [i, place] of places.entries()) {
    chosen.indices[i] = indices[place]!;
    chosen.rows.set(rows.subarray(place * width, (place + 1) * width), i * width);
  }
  return chosen;
}

/** What the first of some equal designs says of the others: how many, and what in. Nothing if there are none. */
export function twinsInWords(
  first: Choices,
  others: readonly Choices[],
): Pick<DesignRecord, "twins"> | Record<string, never> {
  if (others.length === 0) return {};
  const all = [first, ...others].map(({ setting, parameters }) => ({ ...setting, ...parameters }));
  const names = [...new Set(all.flatMap((each) => Object.keys(each)))];
  const values = names.map((name) => [name, [...new Set(all.flatMap((each) => each[name] ?? []))]] as const);
  const differing = values.filter(([name, each]) => each.length > 1 || all.some((one) => one[name] === undefined));
  return { twins: { count: others.length, in: Object.fromEntries(differing) } };
}

type Choices = Pick<DesignRecord, "setting" | "parameters">;
