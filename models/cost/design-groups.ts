import type { CoreGenerator } from "../../generators/contract/index.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";

/** The group that every core belongs to. */
export const ALL_DESIGNS = "all cores";

/**
 * The groups of cores that errors are stated for and that a design belongs to, the narrowest first: its generator with its
 * arithmetic (`ternary-lut native`), its arithmetic in any generator (`integer`, `aligned`, `native`), all cores.
 */
export function groupsOf(
  { name, arithmetic }: Pick<CoreGenerator, "name" | "arithmetic">,
  values: ParameterValues,
): readonly [narrowest: string, ...wider: string[]] {
  const numbers = arithmetic(values)?.kind ?? "integer";
  return [`${name} ${numbers}`, numbers, ALL_DESIGNS];
}
