import type { UnitCost } from "../cost/unit-cost.ts";
import type { KeyOutcome } from "../training/record/mean-record.ts";
import { createUpdateTerms, type UpdateTerms } from "./update-terms.ts";
import type { UpdateConditions } from "./update-conditions.ts";

/** What was found of the units of a space before it is explored, as data that can be sent to a worker. */
export interface KnownUpdates {
  readonly conditions: UpdateConditions;
  /** Accuracy key → what its trainings came to, or why there are none. */
  readonly outcomes: readonly (readonly [string, KeyOutcome])[];
  /** Circuit key → cost. */
  readonly unitCosts: readonly (readonly [string, UnitCost])[];
}

/** Terms and costs for an evaluator, from what is known. */
export function knownUpdateTerms({ conditions, outcomes, unitCosts }: KnownUpdates): {
  readonly updates: UpdateTerms;
  readonly unitCosts: KnownUpdates["unitCosts"];
} {
  const known = new Map(outcomes);
  return { updates: createUpdateTerms(conditions, (key) => known.get(key)), unitCosts };
}
