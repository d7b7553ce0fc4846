import type { Parameter } from "../core/parameters.ts";
import type { Axis } from "./axis.ts";

/**
 * What a parameter is in a block that does not state it: its default, or, beside axes that the default depends on, a default
 * for each of their cases.
 */
export function usualAxis(
  { default: usual, defaultWhere }: Parameter,
  stated: Readonly<Record<string, Axis>> = {},
): Axis {
  if (defaultWhere === undefined) return usual;
  const { cases, value } = defaultWhere;
  return Object.keys(cases).every((name) => stated[name] === undefined)
    ? usual
    : { when: cases, values: value, otherwise: usual };
}
