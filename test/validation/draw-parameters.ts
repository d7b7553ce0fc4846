import { hasEffect, type Parameter, type ParameterValues } from "../../src/core/parameters.ts";
import type { Random } from "../../src/core/random.ts";

/** An integer with at most this many values is a small choice (pipeline stages, group size); one with more is a size. */
const SMALL_CHOICE = 8;

/** Came after seeds 1 to 5 had been measured, in hours; `npm run bench -- clock-gates` holds estimates with it against measurement. */
const NOT_DRAWN: readonly string[] = ["clockGating"];

/**
 * A value for every choice and small range of a generator, each drawn by itself and uniformly from what its description
 * allows. A parameter that is added to a generator is drawn without a change here,
 * unless it is in `NOT_DRAWN`.
 */
export function drawChoices(schema: readonly Parameter[], random: Random): ParameterValues {
  const choices = schema.filter((parameter) => !isSize(parameter));
  const drawn = Object.fromEntries(choices.map((parameter) => [parameter.name, drawValue(parameter, random)]));
  return effective(choices, drawn);
}

/** `choices` completed: every size is drawn log-uniformly from its range. In the order of the schema. */
export function drawSizes(schema: readonly Parameter[], choices: ParameterValues, random: Random): ParameterValues {
  const drawn = schema.map(
    (parameter) => [parameter.name, choices[parameter.name] ?? drawValue(parameter, random)] as const,
  );
  return effective(schema, Object.fromEntries(drawn));
}

/** Parameters that have no effect beside the others have their default. */
function effective(schema: readonly Parameter[], values: ParameterValues): ParameterValues {
  return Object.fromEntries(
    schema.map((parameter) => [
      parameter.name,
      hasEffect(parameter, values) ? (values[parameter.name] as number | string) : parameter.default,
    ]),
  );
}

function isSize(parameter: Parameter): boolean {
  return parameter.kind === "integer" && parameter.maximum - parameter.minimum >= SMALL_CHOICE;
}

function drawValue(parameter: Parameter, random: Random): number | string {
  switch (parameter.kind) {
    case "name":
      return parameter.default;
    case "choice":
      if (NOT_DRAWN.includes(parameter.name)) return parameter.default;
      return parameter.choices[random.integer(0, parameter.choices.length - 1)] as string;
    case "integer": {
      const { minimum, maximum } = parameter;
      if (!isSize(parameter)) return random.integer(minimum, maximum);
      return logUniform(minimum, maximum, random);
    }
  }
}

/** A whole number in `minimum … maximum`: the octave 8 … 15 is as likely as 64 … 127. `minimum` may be 0. */
function logUniform(minimum: number, maximum: number, random: Random): number {
  const span = Math.log(maximum - minimum + 2) * random.next();
  return minimum + Math.floor(Math.exp(span)) - 1;
}
