import { join } from "node:path";

import type { Generator } from "../../generators/contract/index.ts";
import { InputError } from "../core/errors.ts";
import { manifestSchema, paretoSchema, type ParetoFile, type SweepManifest } from "../core/sweep-result.ts";
import { readJson } from "../json/json-file.ts";
import { compileSchema } from "../json/json-schema.ts";
import { faultsOfSweep } from "./sweep-rules.ts";

/** The files of one sweep; objects in them inherit nothing, so that no name finds what is not in the file. */
export interface ReadSweep {
  readonly manifest: SweepManifest;
  readonly pareto: ParetoFile;
}

type Check<T> = (data: unknown, where: string) => T;

let checks: { readonly manifest: Check<SweepManifest>; readonly pareto: Check<ParetoFile> } | undefined;

/**
 * What a sweep wrote to `directory`: `manifest.json` and `pareto.json`, checked by their schemas, then against each
 * other. Throws InputError with one fault per mistake of either file.
 */
export function readSweep(directory: string, generators: readonly Generator[]): ReadSweep {
  const files = { manifest: join(directory, "manifest.json"), pareto: join(directory, "pareto.json") };
  checks ??= {
    manifest: compileSchema<SweepManifest>({ ...manifestSchema }),
    pareto: compileSchema<ParetoFile>({ ...paretoSchema }),
  };
  const { manifest: checkManifest, pareto: checkPareto } = checks;
  const json = { manifest: readJson(files.manifest), pareto: readJson(files.pareto) };
  const [manifest, pareto] = both(
    () => checkManifest(json.manifest, files.manifest),
    () => checkPareto(json.pareto, files.pareto),
  );
  const faults = faultsOfSweep({ manifest, pareto }, files, generators);
  if (faults.length > 0) throw new InputError(faults);
  return { manifest: withoutPrototypes(manifest), pareto: withoutPrototypes(pareto) };
}

/** What both give; throws the faults of both. */
function both<A, B>(first: () => A, second: () => B): [A, B] {
  const faults: InputError["faults"][number][] = [];
  const tried = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(...error.faults);
      return undefined;
    }
  };
  const [a, b] = [tried(first), tried(second)];
  if (a === undefined || b === undefined) throw new InputError(faults);
  return [a, b];
}

/** A generator named `constructor` is looked up in tables like any other: there it must find nothing, and not Object's. */
function withoutPrototypes<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (!Array.isArray(value)) Object.setPrototypeOf(value, null);
  for (const item of Object.values(value)) withoutPrototypes(item);
  return value;
}
