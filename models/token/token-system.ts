import type { CoreGenerator } from "../../generators/contract/index.ts";
import { InputError } from "../../src/core/errors.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { coreParts, whyUnfitParts } from "./core-pass.ts";
import type { TokenSystem } from "./token-cost.ts";

/** A design for a model; `where` names the design, for messages. @throws {InputError} if a layer does not fit */
export function tokenSystem(
  {
    generator,
    values,
    where,
  }: { readonly generator: CoreGenerator; readonly values: ParameterValues; readonly where: string },
  given: Omit<TokenSystem, "parts" | "tile" | "clockMhz">,
): TokenSystem {
  const tile = generator.tile(values);
  const parts = coreParts(given.model, given.cores);
  const unfit = whyUnfitParts(parts, tile);
  if (unfit !== undefined) throw InputError.at(where, `${unfit}; expected a design with at least as many`);
  return { ...given, tile, parts, clockMhz: given.terms.clockMhz };
}
