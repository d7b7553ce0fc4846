import type { AxisValue } from "./axis.ts";
import { InputError } from "../core/errors.ts";
import type { ListAxis, SplitAxis, TimesAxis } from "./expand-axis.ts";

/** Parameter → its values; a block of such axes is a plain product of lists and multiples. */
export type PureAxes = ReadonlyMap<string, ListAxis | TimesAxis>;

type Axes = ReadonlyMap<string, ListAxis | TimesAxis | SplitAxis>;

/**
 * Splits a block with conditional parameters into blocks without. Together they hold the same points, each once. Order:
 * conditional parameters are resolved in the order of the schema (a condition on another conditional parameter first
 * resolves that one); of each, the part where the condition holds comes first, then the part where the first parameter
 * of `when` differs, then the part where the first holds and the second differs, and so on. A condition on a multiple
 * (`times`) splits the parameter it multiplies into single values. Throws InputError where conditions upon conditions
 * make more than MOST_PARTS blocks.
 */
export function splitBlock(axes: Axes): readonly PureAxes[] {
  const parts: PureAxes[] = [];
  const open: Axes[] = [axes];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const split = [...next].find(([, axis]) => axis.kind === "split");
    if (split?.[1].kind === "split") open.push(...resolve(next, split[0], split[1]).toReversed());
    else parts.push(pure(next));
    if (parts.length + open.length > MOST_PARTS)
      throw InputError.at(
        "blocks",
        `got conditions that make more than ${MOST_PARTS} parts, expected fewer or simpler ones`,
      );
  }
  return parts;
}

/** Parts that conditions may split a block into. */
const MOST_PARTS = 10_000;

function resolve(axes: Axes, name: string, axis: SplitAxis): readonly Axes[] {
  const conditions = Object.entries(axis.when);
  for (const [other] of conditions) {
    const ready = asList(axes, other);
    if (ready !== undefined) return ready;
  }
  const parts: Axes[] = [];
  const matching = new Map(axes);
  for (const [other, values] of conditions) {
    const [inside, outside] = partition(matching.get(other), values);
    if (outside.length > 0) parts.push(withAxis(withAxis(matching, other, outside), name, axis.otherwise));
    matching.set(other, { kind: "list", values: inside });
    if (inside.length === 0) return parts;
  }
  return [withAxis(matching, name, axis.inside), ...parts];
}

/** What `axes` must become before the values of `name` are a list; undefined when they are. */
function asList(axes: Axes, name: string): readonly Axes[] | undefined {
  const axis = axes.get(name);
  if (axis === undefined || axis.kind === "list") return undefined;
  if (axis.kind === "split") return resolve(axes, name, axis);
  const base = axes.get(axis.of);
  if (base?.kind !== "list") return asList(axes, axis.of);
  return base.values.map((value) => withAxis(withAxis(axes, axis.of, [value]), name, multiples(value, axis.factors)));
}

/** The values of a multiple of one value. */
export function multiples(value: AxisValue, factors: readonly number[]): readonly number[] {
  return factors.map((factor) => Number(value) * factor);
}

function partition(
  axis: ListAxis | TimesAxis | SplitAxis | undefined,
  values: readonly AxisValue[],
): readonly [readonly AxisValue[], readonly AxisValue[]] {
  const all = axis?.kind === "list" ? axis.values : [];
  const wanted = new Set(values);
  return [all.filter((value) => wanted.has(value)), all.filter((value) => !wanted.has(value))];
}

function withAxis(
  axes: Axes,
  name: string,
  axis: readonly AxisValue[] | ListAxis | TimesAxis,
): Map<string, ListAxis | TimesAxis | SplitAxis> {
  return new Map(axes).set(name, "kind" in axis ? axis : { kind: "list", values: axis });
}

function pure(axes: Axes): PureAxes {
  const result = new Map<string, ListAxis | TimesAxis>();
  for (const [name, axis] of axes) {
    if (axis.kind !== "split") result.set(name, axis);
  }
  return result;
}
