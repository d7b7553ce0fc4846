import type { Generator } from "../../generators/contract/index.ts";
import type { Fault } from "../core/errors.ts";
import type { Parameter, ParameterValues } from "../core/parameters.ts";
import { withDefaults } from "./find-generator.ts";

/** Most designs that are tried; with more, nothing is certain. */
const MOST_TRIED = 64;

/**
 * The conflicts of a design, some of whose parameters are not known because what is stated of them is no value: those that it
 * has whatever they are meant to be, tried with their choices, or with their ends and default.
 */
export function certainConflicts(
  generator: Generator,
  stated: ParameterValues,
  unknown: readonly Parameter[],
): readonly Fault[] {
  const [first, ...others] = designs(generator, stated, unknown).map((values) => generator.conflicts(values));
  if (first === undefined) return [];
  const isIn = (faults: readonly Fault[], { path, message }: Fault): boolean =>
    faults.some((other) => other.path === path && other.message === message);
  return first.filter((fault) => others.every((faults) => isIn(faults, fault)));
}

/** The designs that may be meant, all parameters stated; none if they are too many. */
function designs(
  generator: Generator,
  stated: ParameterValues,
  unknown: readonly Parameter[],
): readonly ParameterValues[] {
  let all: readonly ParameterValues[] = [withDefaults(generator, stated)];
  for (const parameter of unknown) {
    all = all.flatMap((values) => tried(parameter).map((value) => ({ ...values, [parameter.name]: value })));
    if (all.length > MOST_TRIED) return [];
  }
  return all;
}

function tried(parameter: Parameter): readonly (number | string)[] {
  switch (parameter.kind) {
    case "integer":
      return [...new Set([parameter.default, parameter.minimum, parameter.maximum])];
    case "choice":
      return parameter.choices;
    case "name":
      return [parameter.default];
  }
}
