import { CORES } from "../../generators/registry.ts";
import type { CoreGenerator, Generator } from "../../generators/contract/index.ts";
import { hasEffect, type ChoiceParameter, type Parameter, type ParameterValues } from "../../src/core/parameters.ts";
import { Random } from "../../src/core/random.ts";

export interface RandomDesign {
  readonly generator: CoreGenerator;
  readonly parameters: ParameterValues;
  /** What a failing test prints. */
  readonly label: string;
}

/** How large designs get: the largest value of an integer parameter, where it is not the schema's own. */
export type Limits = Readonly<Record<string, number>>;

/** Small enough to simulate hundreds of them: products of at most 24 × 11, sizes that divide nothing among them. */
export const SMALL: Limits = { inputs: 24, outputs: 11, tables: 4, fetchers: 4, tileInputs: 9, tileOutputs: 4 };

/** What activations may be. */
export type Activations = "any" | "integers" | "floats";

/** `count` legal designs, the generators in turn; parameters drawn independently. The same seed gives the same designs. */
export function randomDesigns(
  count: number,
  seed: number,
  limits: Limits,
  activations: Activations = "any",
): RandomDesign[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, i) => {
    const generator = CORES[i % CORES.length] as CoreGenerator;
    return randomDesign(generator, random, limits, activations);
  });
}

/** The next legal design of one generator. */
export function randomDesign(
  generator: CoreGenerator,
  random: Random,
  limits: Limits,
  activations: Activations = "any",
): RandomDesign {
  for (;;) {
    const parameters: Record<string, number | string> = {};
    for (const parameter of generator.schema)
      parameters[parameter.name] = isLate(parameter)
        ? lateValue(parameter, parameters)
        : drawValue(parameter, random, limits);
    // A parameter may depend on one that stands after it, so that conditions are looked at when all are drawn.
    for (const parameter of generator.schema)
      if (!hasEffect(parameter, parameters)) parameters[parameter.name] = parameter.default;
    const isInteger = String(parameters["activation"]).startsWith("int");
    if (activations !== "any" && isInteger !== (activations === "integers")) continue;
    if (generator.conflicts(parameters).length === 0)
      return { generator, parameters, label: `${generator.name} ${Object.values(parameters).join(" ")}` };
  }
}

/** Parameters that came after tests had chosen their seeds: a seed goes on giving the designs that it gave, but for these. */
const LATE = ["clockGating"];

function isLate(parameter: Parameter): parameter is ChoiceParameter {
  return parameter.kind === "choice" && LATE.includes(parameter.name);
}

/** A choice that follows from what is drawn already. */
function lateValue({ choices }: ChoiceParameter, drawn: ParameterValues): string {
  const sum = Object.values(drawn).reduce<number>((total, value) => total + (typeof value === "number" ? value : 0), 0);
  return choices[sum % choices.length] as string;
}

function drawValue(parameter: Parameter, random: Random, limits: Limits): number | string {
  if (parameter.kind === "name") return parameter.default;
  if (parameter.kind === "choice") return parameter.choices[random.integer(0, parameter.choices.length - 1)] as string;
  const maximum = Math.min(parameter.maximum, limits[parameter.name] ?? parameter.maximum);
  return random.integer(parameter.minimum, maximum);
}

/** The parameters of a generator: its defaults, changed by `changes`. */
export function parametersOf(generator: Generator, changes: ParameterValues): ParameterValues {
  return {
    ...Object.fromEntries(generator.schema.map((parameter) => [parameter.name, parameter.default])),
    ...changes,
  };
}
