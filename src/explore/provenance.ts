import type { Provenance } from "../../models/evaluate/evaluation.ts";
import type { Metrics } from "../core/result.ts";
import { withFormulaErrors } from "../formula/formula-errors.ts";
import type { SweepContext } from "./context.ts";

/** What the numbers of the point at an index rest on, and how far they, formulas included, may be off. */
export function provenanceOf(
  index: number,
  values: Metrics,
  { points, evaluators, metrics }: Pick<SweepContext, "points" | "evaluators" | "metrics">,
): Provenance | undefined {
  const { generator, setting } = points.partAt(index);
  const known = evaluators[setting]?.provenance(generator, points.at(index).parameters);
  return known === undefined ? undefined : { ...known, errors: withFormulaErrors(known.errors, values, metrics) };
}
