import { countFeatures } from "../../models/cost/features.ts";
import { DELAY_TERMS, ENERGY_TERMS, FEATURES } from "../../models/technology/prices.ts";
import { contentKey } from "../run/content-cache.ts";
import { fanOutOf } from "../hdl/fan-out.ts";
import type { Module } from "../hdl/index.ts";
import { countModule, PRIMITIVES } from "../hdl/ledger.ts";
import { RECIPE_VERSION } from "../eda/yosys/index.ts";
import { componentOf, type ComponentTask } from "./components.ts";
import { MEASUREMENT_VERSION } from "./pool.ts";

/**
 * What a shipped table describes, as a short hash: it changes with the circuits (what is counted of each module, its activities),
 * what is priced, the recipe, the way of measuring and the library; not with the names and comments of their Verilog. A table
 * that holds another one is older than what it describes.
 */

/** Of prices that are fitted to measured modules. @param librarySha256 of the Liberty file that was measured with */
export function fingerprintOf(tasks: readonly ComponentTask[], librarySha256: string): string {
  return fingerprintOfCircuits(circuitsFingerprint(tasks), librarySha256);
}

/** The same, of circuits whose fingerprint is known. */
export function fingerprintOfCircuits(circuits: string, librarySha256: string): string {
  const priced = [FEATURES, DELAY_TERMS, ENERGY_TERMS].map((names) => names.join());
  return contentKey(circuits, ...priced, MEASURED_BY, librarySha256);
}

/**
 * Of measured modules alone, whose ledgers have the fingerprint `ledgers`: what prices tell apart in a module changes nothing that is
 * measured of it.
 */
export function fingerprintOfMeasured(ledgers: string, librarySha256: string): string {
  return contentKey(ledgers, MEASURED_BY, librarySha256);
}

const MEASURED_BY = `recipe ${RECIPE_VERSION} measurement ${MEASUREMENT_VERSION}`;

/** Of what the netlists of some components count, told apart as it is priced, and of the names of their activities. */
export function circuitsFingerprint(tasks: readonly ComponentTask[]): string {
  return fingerprintOfCounts(tasks, (module) => {
    const counts = countFeatures(module);
    return FEATURES.map((feature) => counts[feature]);
  });
}

/** Of what the modules of some components contain, and of the names of their activities. */
export function ledgersFingerprint(tasks: readonly ComponentTask[]): string {
  return fingerprintOfCounts(tasks, (module) => {
    const ledger = countModule(module);
    return [...PRIMITIVES.map((primitive) => ledger[primitive]), fanOutOf(module).buffers];
  });
}

function fingerprintOfCounts(tasks: readonly ComponentTask[], countsOf: (module: Module) => readonly number[]): string {
  const texts = tasks.map((task) => {
    const activities = task.activities.map(({ key }) => key).toSorted();
    return JSON.stringify([task.key, countsOf(componentOf(task, task.key).build()), activities]);
  });
  return contentKey(...texts.toSorted());
}
