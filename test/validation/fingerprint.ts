import { synapseUpdate } from "../../generators/synapse-update/index.ts";
import type { Technology } from "../../models/technology/index.ts";
import { ComponentCollector } from "../../src/characterise/components.ts";
import { circuitsFingerprint } from "../../src/characterise/fingerprint.ts";
import { contentKey } from "../../src/run/content-cache.ts";
import { designKey, holdOutDesigns, QUICK_SIZE } from "./hold-out.ts";
import { ENGINES_VERSION } from "./engines.ts";
import { holdOutUnits } from "./units/draw-units.ts";

/** What the errors of a technology were measured of, as a short hash: its prices, the engines, how designs are drawn. */
export function accuracyFingerprint({ primitives, sourceSha256 }: Technology): string {
  drawn ??= holdOutDesigns(1, 4, QUICK_SIZE).map(designKey).join();
  return contentKey(JSON.stringify(primitives ?? {}), sourceSha256, `engines ${ENGINES_VERSION}`, drawn);
}

let drawn: string | undefined;

/** The same of update units: prices, and circuits of the first of the units. */
export function unitFingerprint(technology: Technology, units: number): string {
  const collector = new ComponentCollector();
  for (const values of holdOutUnits(1, Math.min(FEW, units))) collector.add(synapseUpdate, values);
  return contentKey(accuracyFingerprint(technology), circuitsFingerprint(collector.tasks()), `${units}`);
}

const FEW = 4;
