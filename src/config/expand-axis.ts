import { isConditional, type Axis, type AxisValue, type PlainAxis } from "./axis.ts";
import { geometricValues } from "./geometric-range.ts";

/** All values a parameter takes, in order. */
export interface ListAxis {
  readonly kind: "list";
  readonly values: readonly AxisValue[];
}

/** Another integer parameter times each factor, in order. */
export interface TimesAxis {
  readonly kind: "times";
  readonly of: string;
  readonly factors: readonly number[];
}

/** `inside` where every parameter in `when` has one of the values stated there, `otherwise` elsewhere. */
export interface SplitAxis {
  readonly kind: "split";
  readonly when: Readonly<Record<string, readonly AxisValue[]>>;
  readonly inside: ListAxis | TimesAxis;
  readonly otherwise: ListAxis | TimesAxis;
}

/** What a space file says about a parameter, spelt out. */
export function expandAxis(axis: Axis): ListAxis | TimesAxis | SplitAxis {
  if (!isConditional(axis)) return expandPlain(axis);
  const when = Object.entries(axis.when).map(([name, value]) => [name, isList(value) ? value : [value]]);
  return {
    kind: "split",
    when: Object.fromEntries(when),
    inside: expandPlain(axis.values),
    otherwise: axis.otherwise === undefined ? list([]) : expandPlain(axis.otherwise),
  };
}

function expandPlain(axis: PlainAxis): ListAxis | TimesAxis {
  if (isList(axis)) return list(axis);
  if (typeof axis !== "object") return list([axis]);
  if ("times" in axis) return { kind: "times", of: axis.times, factors: axis.factors };
  return list("factor" in axis ? geometricValues(axis) : arithmetic(axis.from, axis.to, axis.step ?? 1));
}

function arithmetic(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function list(values: readonly AxisValue[]): ListAxis {
  return { kind: "list", values };
}

function isList(axis: PlainAxis | readonly AxisValue[]): axis is readonly AxisValue[] {
  return Array.isArray(axis);
}
