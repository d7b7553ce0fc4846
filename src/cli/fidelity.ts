import type { Argv } from "yargs";
import type { DataStatistics } from "../../generators/contract/index.ts";
import { loadAccuracy, type Accuracy } from "../../models/cost/accuracy.ts";
import { loadCharacterised } from "../../models/cost/characterised-table.ts";
import { modelDescription } from "../../models/cost/counts-model.ts";
import type { CostRequest } from "../../models/cost/sources.ts";
import type { Technology } from "../../models/technology/index.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { FIDELITIES, type Fidelity } from "../core/result.ts";
import type { SweepManifest } from "../core/sweep-result.ts";

/** `--fidelity` and `--characterised`, for commands that estimate. */

/** What `withFidelity` adds; undefined where it was not stated. */
export interface FidelityOptions {
  readonly fidelity: Fidelity | undefined;
  readonly characterised: string | undefined;
}

/** Adds `--fidelity` and `--characterised` to a command. */
export function withFidelity<T>(yargs: Argv<T>): Argv<T & FidelityOptions> {
  return yargs
    .option("fidelity", {
      choices: FIDELITIES,
      describe: "price counts of the netlist, or take measured modules only (default: measured where all are known)",
    })
    .option("characterised", {
      type: "string",
      describe: "table of measured modules that `tritforge characterise` wrote (default: the one that comes along)",
    });
}

/** What is asked for where a file says one: the option, if stated; a table that is named is not left out for counts. */
export function askedFidelity(
  { fidelity, characterised }: FidelityOptions,
  ofFile: Fidelity | undefined,
): Fidelity | undefined {
  if (fidelity === undefined && characterised !== undefined && ofFile === "counts") return undefined;
  return fidelity ?? ofFile;
}

/** Everything that costs rest on, besides the design. @throws {InputError} as `loadCharacterised` */
export function costRequest(
  technology: Technology,
  options: FidelityOptions,
  statistics: DataStatistics = STANDARD_STATISTICS,
): CostRequest & { readonly model: string } {
  const table = options.fidelity === "counts" ? undefined : loadCharacterised(technology, options.characterised);
  const model = modelDescription(technology);
  return {
    technology,
    statistics,
    ...(options.fidelity === undefined ? {} : { fidelity: options.fidelity }),
    ...(table === undefined ? {} : { characterised: table }),
    model:
      table === undefined
        ? model
        : `${Object.keys(table.modules).length} modules measured by synthesis (${table.tool}, recipe ${table.recipe})` +
          (options.fidelity === undefined ? `; designs with other modules: ${model}` : ""),
  };
}

/** The hold-out errors of a technology as rows for a report. */
export function accuracySummary(technology: Technology): NonNullable<SweepManifest["accuracy"]> {
  const accuracy: Accuracy = loadAccuracy(technology);
  const rows = Object.entries(accuracy.fidelities).flatMap(([fidelity, { groups }]) =>
    Object.entries(groups).flatMap(([group, { designs, metrics }]) =>
      Object.entries(metrics).map(([metric, { mean, bound }]) => ({
        metric,
        fidelity: fidelity as Fidelity,
        technology: technology.name,
        group,
        mean,
        bound,
        designs,
      })),
    ),
  );
  return { command: accuracy.command, rows };
}
