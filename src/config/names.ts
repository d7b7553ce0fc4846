import { isAbsolute, join } from "node:path";
import { attempt, type Fault } from "../core/errors.ts";
import { isPath, type NameParameter, type Parameter, type ParameterValues } from "../core/parameters.ts";
import { isConditional, type Axis, type AxisValue, type ConditionalAxis, type PlainAxis } from "./axis.ts";
import { projectPath } from "../core/project-path.ts";
import { jsonPath } from "../json/json-schema.ts";

/**
 * Throws InputError at `path` if nothing is called `name` in the registry `of`, or its file is faulty. Files are named
 * as seen from the working directory.
 */
export type CheckName = (of: NameParameter["of"], name: string, path: string) => void;

/** The file that names stand in: paths among them start from its folder. */
export interface NamePlace {
  readonly directory: string;
  /** File and keys of the object whose keys are parameters. */
  readonly keys: readonly [string, ...(string | number)[]];
  readonly check: CheckName;
}

/** Parameters, or axes, in which every path is as seen from the working directory; a fault for each name that is none. */
export interface Resolved<T> {
  readonly values: Readonly<Record<string, T>>;
  readonly faults: readonly Fault[];
}

/** Looks up the names among the parameters of a design. */
export function resolveNames(
  schema: readonly Parameter[],
  values: ParameterValues,
  place: NamePlace,
): Resolved<AxisValue> {
  return resolveEach(schema, values, place, (value, resolve) => resolve(value, []));
}

/** Looks up the names in the axes of a space: alone, in lists, and in conditions. */
export function resolveNamesOfAxes(
  schema: readonly Parameter[],
  axes: Readonly<Record<string, Axis>>,
  place: NamePlace,
): Resolved<Axis> {
  const own = resolveEach(schema, axes, place, (axis, resolve) =>
    isConditional(axis) ? conditionalAxis(axis, resolve) : plainAxis(axis, resolve, []),
  );
  const faults = [...own.faults];
  const values = Object.entries(own.values).map(([name, axis]): [string, Axis] => {
    if (!isConditional(axis)) return [name, axis];
    const at: NamePlace = { ...place, keys: [...place.keys, name, "when"] };
    const when = resolveEach(schema, axis.when, at, (words, resolve) => oneOrMore(words, resolve, []));
    faults.push(...when.faults);
    return [name, { ...axis, when: when.values }];
  });
  return { values: Object.fromEntries(values), faults };
}

type Key = string | number;
type Resolve = (value: AxisValue, keys: readonly Key[]) => AxisValue;

/** `change` for each parameter of kind `name` that is stated; the others stay. */
function resolveEach<T>(
  schema: readonly Parameter[],
  stated: Readonly<Record<string, T>>,
  { directory, keys, check }: NamePlace,
  change: (value: T, resolve: Resolve) => T,
): Resolved<T> {
  const faults: Fault[] = [];
  const changed = Object.entries(stated).map(([key, value]): readonly [string, T] => {
    const parameter = schema.find(({ name }) => name === key);
    if (parameter?.kind !== "name") return [key, value];
    const resolve: Resolve = (word, inner) => {
      const name = resolvePath(String(word), directory);
      faults.push(...attempt(() => check(parameter.of, name, jsonPath(...keys, key, ...inner))).faults);
      return name;
    };
    return [key, change(value, resolve)];
  });
  return { values: Object.fromEntries(changed), faults };
}

function resolvePath(name: string, directory: string): string {
  if (!isPath(name)) return name;
  return projectPath(isAbsolute(name) ? name : join(directory, name));
}

function conditionalAxis(axis: ConditionalAxis, resolve: Resolve): ConditionalAxis {
  const values = plainAxis(axis.values, resolve, ["values"]);
  return axis.otherwise === undefined
    ? { ...axis, values }
    : { ...axis, values, otherwise: plainAxis(axis.otherwise, resolve, ["otherwise"]) };
}

function plainAxis(axis: PlainAxis, resolve: Resolve, keys: readonly Key[]): PlainAxis {
  return isValues(axis) ? oneOrMore(axis, resolve, keys) : axis;
}

function isValues(axis: PlainAxis): axis is AxisValue | readonly AxisValue[] {
  return typeof axis !== "object" || Array.isArray(axis);
}

function oneOrMore(
  values: AxisValue | readonly AxisValue[],
  resolve: Resolve,
  keys: readonly Key[],
): AxisValue | readonly AxisValue[] {
  return typeof values === "object"
    ? values.map((value, index) => resolve(value, [...keys, index]))
    : resolve(values, keys);
}
