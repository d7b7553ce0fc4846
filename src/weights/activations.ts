import { InputError } from "../core/errors.ts";
import { Random } from "../core/random.ts";
import { readJson } from "../json/json-file.ts";
import { compileSchema, jsonPath } from "../json/json-schema.ts";

/** How many activations of which width. */
export interface ActivationShape {
  readonly inputs: number;
  /** Two's complement. */
  readonly bits: number;
}

const asNumbers = compileSchema<readonly number[]>({
  type: "array",
  items: { type: "integer", expected: "a whole number" },
  expected: "a list of whole numbers",
});

/** Activations of the whole range, by a seed. */
export function randomActivations({ inputs, bits }: ActivationShape, seed: number): Int32Array {
  const random = new Random(seed);
  const low = -(2 ** (bits - 1));
  return new Int32Array(inputs).map(() => random.integer(low, -low - 1));
}

/** The activations in a JSON file, a list of integers. @throws {InputError} if they are too many, too few or too large */
export function readActivations(file: string, { inputs, bits }: ActivationShape): Int32Array {
  const numbers = asNumbers(readJson(file), file);
  if (numbers.length !== inputs)
    throw InputError.at(file, `got ${numbers.length} activations, expected ${inputs}, one for each input of the layer`);
  const low = -(2 ** (bits - 1));
  const wrong = numbers.findIndex((number) => number < low || number > -low - 1);
  if (wrong >= 0)
    throw InputError.at(
      jsonPath(file, wrong),
      `got ${numbers[wrong]}, expected ${low} to ${-low - 1}, as the design takes`,
    );
  return Int32Array.from(numbers);
}
