import type { Fault } from "./errors.ts";

/**
 * How a generator describes its parameters. This one description gives validation, CLI help, default values and the
 * axes of a sweep; nothing about a parameter is written anywhere else.
 */

/** Parameter name → values, one of which it has. */
type Cases = Readonly<Record<string, readonly string[]>>;

/** Holds if every parameter that is named has one of the values. */
export interface Condition {
  readonly values: Cases;
  /** Holds as well if these have one of theirs. */
  readonly or?: Cases;
  /** The same for people, to follow "with": `floating-point activations`. */
  readonly words: string;
}

interface CommonParameter {
  readonly name: string;
  /** Another default where parameters have one of these values; none of them may have such a default itself. */
  readonly defaultWhere?: { readonly cases: Cases; readonly value: number | string };
  /** What the default was in designs of older versions, which state it even where it has no effect. */
  readonly formerDefault?: number | string;
  /** Where a condition does not hold, the parameter has no effect and must keep its default. */
  readonly onlyWith?: Condition;
  /** Where the condition holds, the parameter has no effect and must keep its default. */
  readonly notWith?: Condition;
}

/** A whole number in `minimum … maximum`, both included. */
export interface IntegerParameter extends CommonParameter {
  readonly kind: "integer";
  /** One sentence, starting in lower case, without a full stop. */
  readonly description: string;
  /** e.g. `activation`, `output`, `–`. */
  readonly unit: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}

/** One of a closed list of words. */
export interface ChoiceParameter extends CommonParameter {
  readonly kind: "choice";
  readonly description: string;
  readonly choices: readonly string[];
  readonly default: string;
}

/** A word of a registry, or the path of a JSON file that describes a thing of the same kind; see `isPath`. */
export interface NameParameter extends CommonParameter {
  readonly kind: "name";
  readonly description: string;
  /** Which registry: synapse devices of `models/device`. */
  readonly of: "device";
  readonly default: string;
}

/** A parameter of a generator, the one source for validation, help, defaults and report axes. */
export type Parameter = IntegerParameter | ChoiceParameter | NameParameter;

/** Parameter name → value. Loose form, as read from JSON after validation; generators have an exact type of their own. */
export type ParameterValues = Readonly<Record<string, number | string>>;

/** The legal values in words: `an integer from 1 to 6`, `one of int4, int8, int16`. */
export function legalValues(parameter: Parameter): string {
  switch (parameter.kind) {
    case "integer":
      return `an integer from ${parameter.minimum} to ${parameter.maximum}`;
    case "choice":
      return `one of ${parameter.choices.join(", ")}`;
    case "name":
      return LEGAL_NAMES[parameter.of];
  }
}

const LEGAL_NAMES = { device: "a device preset (tritforge device list) or the path of a DEVICE.json" } as const;

/** Whether the value of a name parameter is the path of a file, and not a word of the registry. */
export function isPath(name: string): boolean {
  return name.includes("/") || name.endsWith(".json");
}

/** Whether `value` is legal for `parameter`; that a name exists is checked where files are loaded. */
export function isLegal(parameter: Parameter, value: unknown): value is number | string {
  switch (parameter.kind) {
    case "integer":
      return (
        typeof value === "number" && Number.isInteger(value) && value >= parameter.minimum && value <= parameter.maximum
      );
    case "choice":
      return typeof value === "string" && parameter.choices.includes(value);
    case "name":
      return typeof value === "string" && value !== "";
  }
}

/** All parameters of a schema in its order: the stated value, or else the default beside the others. */
export function withUsual(schema: readonly Parameter[], stated: ParameterValues): ParameterValues {
  const plain = Object.fromEntries(schema.map(({ name, default: usual }) => [name, stated[name] ?? usual]));
  const others = schema.flatMap(({ name, defaultWhere }) =>
    defaultWhere !== undefined && stated[name] === undefined && hasAll(defaultWhere.cases, plain)
      ? [[name, defaultWhere.value] as const]
      : [],
  );
  return { ...plain, ...Object.fromEntries(others) };
}

/** Whether `parameter` has an effect beside these values of the others. */
export function hasEffect({ onlyWith, notWith }: Parameter, values: ParameterValues): boolean {
  return (onlyWith === undefined || holds(onlyWith, values)) && (notWith === undefined || !holds(notWith, values));
}

function holds({ values: cases, or }: Condition, values: ParameterValues): boolean {
  return hasAll(cases, values) || (or !== undefined && hasAll(or, values));
}

function hasAll(cases: Cases, values: ParameterValues): boolean {
  for (const name in cases) if (!(cases[name] as readonly string[]).includes(String(values[name]))) return false;
  return true;
}

/** Names of the parameters that a condition asks for. */
export function namesOf({ values, or = {} }: Condition): readonly string[] {
  return [...Object.keys(values), ...Object.keys(or)];
}

/** The values, with today's default where a parameter without effect has its former one: a design of an older version. */
export function withoutFormerDefaults(schema: readonly Parameter[], values: ParameterValues): ParameterValues {
  const former = schema.filter(
    (parameter) => values[parameter.name] === parameter.formerDefault && !hasEffect(parameter, values),
  );
  return { ...values, ...Object.fromEntries(former.map(({ name, default: usual }) => [name, usual])) };
}

/** When a parameter has an effect, in words: `only with floating-point activations`; empty: always. */
export function effectInWords({ onlyWith, notWith }: Parameter): string {
  if (onlyWith !== undefined) return `only with ${onlyWith.words}`;
  return notWith === undefined ? "" : `not with ${notWith.words}`;
}

/** Parameters that were given a value but have no effect: a fault each, as a user would take the value to count. */
export function idleParameterFaults(schema: readonly Parameter[], values: ParameterValues): Fault[] {
  const faults: Fault[] = [];
  for (const parameter of schema) {
    const { name, default: usual } = parameter;
    if (values[name] === usual || hasEffect(parameter, values)) continue;
    faults.push({
      path: name,
      message: `got ${values[name]}, expected the default ${usual}, as it has no effect here (${effectInWords(parameter)})`,
    });
  }
  return faults;
}
