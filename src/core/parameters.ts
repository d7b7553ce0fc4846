/**
 * How a generator describes its parameters. This one description gives validation, CLI help, default values and the
 * axes of a sweep; nothing about a parameter is written anywhere else.
 */

/** A whole number in `minimum … maximum`, both included. */
export interface IntegerParameter {
  readonly kind: "integer";
  readonly name: string;
  /** One sentence, starting in lower case, without a full stop. */
  readonly description: string;
  /** e.g. `activation`, `output`, `–`. */
  readonly unit: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}

/** One of a closed list of words. */
export interface ChoiceParameter {
  readonly kind: "choice";
  readonly name: string;
  readonly description: string;
  readonly choices: readonly string[];
  readonly default: string;
}

export type Parameter = IntegerParameter | ChoiceParameter;

/** Parameter name → value. Loose form, as read from JSON after validation; generators have an exact type of their own. */
export type ParameterValues = Readonly<Record<string, number | string>>;

/** The legal values in words: `an integer from 1 to 6`, `one of int4, int8, int16`. */
export function legalValues(parameter: Parameter): string {
  return parameter.kind === "integer"
    ? `an integer from ${parameter.minimum} to ${parameter.maximum}`
    : `one of ${parameter.choices.join(", ")}`;
}

/** Whether `value` is legal for `parameter`. */
export function isLegal(parameter: Parameter, value: unknown): value is number | string {
  if (parameter.kind === "choice") return typeof value === "string" && parameter.choices.includes(value);
  return (
    typeof value === "number" && Number.isInteger(value) && value >= parameter.minimum && value <= parameter.maximum
  );
}
