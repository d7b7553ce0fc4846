import { join } from "node:path";
import { loadCharacterised, serialiseCharacterised } from "../../../models/cost/characterised-table.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { commandAnswer } from "../answer.ts";
import type { FuzzKind } from "../kind.ts";
import { MEASURED_DESIGN } from "./measured-design.ts";
import { bytesOf, jsonBytes, JSON_MUTATIONS } from "./text-files.ts";

/** The first modules and energies of the shipped table: enough to see what of it is refused. */
function smallTable(): string {
  const table = loadCharacterised(loadTechnology("asap7"));
  if (table === undefined) throw new Error("asap7 comes without a table of measured modules");
  const first = <T>(rows: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(rows).slice(0, 12));
  return serialiseCharacterised({ ...table, modules: first(table.modules), energies: first(table.energies) });
}

/** A table of measured modules is what a design is estimated with; modules that it lacks are counted. */
export const tableKind: FuzzKind = {
  name: "table",
  seeds: () => ({ asap7: { "table.json": bytesOf(smallTable()), "design.json": jsonBytes(MEASURED_DESIGN) } }),
  ...JSON_MUTATIONS,
  run: (input) => commandAnswer("estimate", join(input, "design.json"), "--characterised", join(input, "table.json")),
};
