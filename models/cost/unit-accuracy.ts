import { existsSync, readFileSync } from "node:fs";
import type { ExpectedErrors, Fidelity } from "../../src/core/result.ts";
import type { Accuracy } from "./accuracy.ts";
import { expectedErrors } from "./expected-errors.ts";

/** What `npm run validate:units` compares: mean |error| of each over random units. */
export interface UnitErrors {
  /** Of the library that was synthesised with. */
  readonly librarySha256: string;
  readonly units: number;
  readonly areaUm2: number;
  readonly criticalPathPs: number;
  readonly workFj: number;
  readonly waitFj: number;
}

/** `unit-accuracy.json`: the command that measured it, and its errors by technology. */
export interface UnitAccuracy {
  readonly command: string;
  readonly technologies: Readonly<Record<string, UnitErrors>>;
}

const FILE = new URL("./unit-accuracy.json", import.meta.url);

let loaded: UnitAccuracy | undefined;

/** The errors that come with tritforge; empty if there are none. */
export function unitAccuracy(): UnitAccuracy {
  loaded ??= existsSync(FILE)
    ? (JSON.parse(readFileSync(FILE, "utf8")) as UnitAccuracy)
    : { command: "", technologies: {} };
  return loaded;
}

/**
 * Expected relative errors of an update unit's circuit: of random units against synthesis in this library, by counts; for
 * other libraries and for measured modules those of cores, which is all that is known then.
 */
export function unitErrors(accuracy: Accuracy, fidelity: Fidelity): ExpectedErrors {
  const { areaUm2: coreArea, ge, criticalPathPs: corePath, fMaxMhz } = expectedErrors(accuracy, fidelity);
  const own = unitAccuracy().technologies[accuracy.technology];
  if (fidelity !== "counts" || own?.librarySha256 !== accuracy.librarySha256)
    return stated({ areaUm2: coreArea, unitsAreaUm2: coreArea, ge, criticalPathPs: corePath, fMaxMhz });
  const { areaUm2, criticalPathPs, workFj, waitFj } = own;
  return {
    areaUm2,
    ge: areaUm2,
    unitsAreaUm2: areaUm2,
    criticalPathPs,
    fMaxMhz: criticalPathPs,
    workEnergyFj: workFj,
    waitEnergyFj: waitFj,
  };
}

function stated(errors: Readonly<Record<string, number | undefined>>): ExpectedErrors {
  const known = Object.entries(errors).flatMap(([metric, error]) =>
    error === undefined ? [] : [[metric, error] as const],
  );
  return Object.fromEntries(known);
}
