import type { Generator } from "../../generators/contract/index.ts";
import { InputError } from "../core/errors.ts";
import { withUsual, type ParameterValues } from "../core/parameters.ts";
import { didYouMean } from "../json/did-you-mean.ts";

/** All parameters of `generator` in the order of its schema: the stated value, or else the default. */
export function withDefaults(generator: Generator, stated: ParameterValues): ParameterValues {
  return withUsual(generator.schema, stated);
}

/** The generator called `name`. Throws InputError at `path` if there is none. */
export function requireGenerator(name: string, generators: readonly Generator[], path: string): Generator {
  const generator = generators.find((candidate) => candidate.name === name);
  if (generator === undefined) {
    const names = generators.map((candidate) => candidate.name);
    throw InputError.at(path, `got "${name}", expected one of ${names.join(", ")}${didYouMean(name, names)}`);
  }
  return generator;
}
