import { countFeatures } from "../../models/cost/features.ts";
import { DELAY_TERMS, ENERGY_TERMS, FEATURES } from "../../models/technology/prices.ts";
import { contentKey } from "../run/content-cache.ts";
import { RECIPE_VERSION } from "../eda/yosys/index.ts";
import { componentOf, type ComponentTask } from "./components.ts";
import { MEASUREMENT_VERSION } from "./pool.ts";

/**
 * What a shipped table describes, as a short hash: it changes with the circuits (what is counted of each module, its activities),
 * what is priced, the recipe, the way of measuring and the library; not with the names and comments of their Verilog. A table
 * that holds another one is older than what it describes.
 */

/** Of measured modules and of what is fitted to them. @param librarySha256 of the Liberty file that was measured with */
export function fingerprintOf(tasks: readonly ComponentTask[], librarySha256: string): string {
  return fingerprintOfCircuits(circuitsFingerprint(tasks), librarySha256);
}

/** The same, of circuits whose fingerprint is known. */
export function fingerprintOfCircuits(circuits: string, librarySha256: string): string {
  const priced = [FEATURES, DELAY_TERMS, ENERGY_TERMS].map((names) => names.join());
  return contentKey(circuits, ...priced, `recipe ${RECIPE_VERSION} measurement ${MEASUREMENT_VERSION}`, librarySha256);
}

/** Of what the netlists of some components count, and of the names of their activities. */
export function circuitsFingerprint(tasks: readonly ComponentTask[]): string {
  const texts = tasks.map((task) => {
    const counts = countFeatures(componentOf(task, task.key).build());
    const activities = task.activities.map(({ key }) => key).toSorted();
    return JSON.stringify([task.key, FEATURES.map((feature) => counts[feature]), activities]);
  });
  return contentKey(...texts.toSorted());
}
