import type { DataStatistics } from "../../generators/contract/index.ts";
import { InputError } from "../../src/core/errors.ts";
import { knownUnder, type KnownTexts } from "../../src/core/known-texts.ts";
import type { Fidelity } from "../../src/core/result.ts";
import type { Technology } from "../technology/technology.ts";
import type { CharacterisedTable } from "./characterised.ts";
import { characterisedModel } from "./characterised-model.ts";
import type { CostModel } from "./cost-model.ts";
import { countsModel } from "./counts-model.ts";

/** What costs are asked of. */
export interface CostRequest {
  readonly technology: Technology;
  readonly statistics: DataStatistics;
  /** Without it: measured modules where the table has all of a design, else counts. */
  readonly fidelity?: Fidelity;
  readonly characterised?: CharacterisedTable;
}

/**
 * The sources of costs for a request, the preferred one first.
 * @param known what was worked out for the same request, and is added to
 * @throws {InputError} if measured modules are asked for and there is no table, or the technology has no prices
 */
export function costModels(
  { technology, statistics, fidelity, characterised }: CostRequest,
  known?: KnownTexts,
): readonly CostModel[] {
  const under = (name: Fidelity) => (known === undefined ? undefined : knownUnder(name, known));
  const counts = countsModel(technology, statistics, under("counts"));
  if (fidelity === "counts") return [counts];
  if (characterised !== undefined) {
    const measured = characterisedModel(technology, characterised, statistics, under("characterised"));
    return fidelity === "characterised" ? [measured] : [measured, counts];
  }
  if (fidelity === undefined) return [counts];
  throw InputError.at(
    "--fidelity",
    `got characterised, but there is no table of measured modules for ${technology.name}; run ` +
      `\`tritforge characterise --technology ${technology.name}\`, or ask for counts`,
  );
}

/** The reason of a design that a table does not cover. */
export const NOT_CHARACTERISED = "has modules that are not characterised: run `tritforge characterise` with this space";
