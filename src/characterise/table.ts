import type { CharacterisedEnergy, CharacterisedModule, CharacterisedTable } from "../../models/cost/characterised.ts";
import { CHARACTERISED_SCHEMA_VERSION } from "../../models/cost/characterised-table.ts";
import { RECIPE_VERSION, yosysVersion } from "../eda/yosys/index.ts";
import type { ComponentTask } from "./components.ts";
import { fingerprintOfMeasured, ledgersFingerprint } from "./fingerprint.ts";
import { measureComponents, type MeasureOptions } from "./pool.ts";

/** Measures components and puts what is found into a table, in the order of the tasks. @throws as `measureComponents` */
export async function characterise(
  tasks: readonly ComponentTask[],
  options: MeasureOptions,
): Promise<CharacterisedTable> {
  const measured = await measureComponents(tasks, options);
  const modules: Record<string, CharacterisedModule> = {};
  const energies: Record<string, CharacterisedEnergy> = {};
  for (const [key, { energies: own, ...module }] of measured) {
    modules[key] = module;
    for (const [activity, energy] of Object.entries(own)) energies[`${key}|${activity}`] = energy;
  }
  const { name, sourceSha256 } = options.technology;
  return {
    schemaVersion: CHARACTERISED_SCHEMA_VERSION,
    technology: name,
    librarySha256: sourceSha256,
    tool: yosysVersion(options.yosys),
    recipe: RECIPE_VERSION,
    fingerprint: fingerprintOfMeasured(ledgersFingerprint(tasks), sourceSha256),
    modules,
    energies,
  };
}
