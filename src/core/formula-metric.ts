import Type from "typebox";
import { OBJECT_NAMES } from "./identifier.ts";
import { DIRECTIONS } from "./metric.ts";
import { oneOf, record, table, text, type Described } from "./record-schema.ts";

/** A name that a metric may have: no other characters, since filters, picks and reasons are made of words. */
export const METRIC_NAME_PATTERN = `^(?!(?:${OBJECT_NAMES.join("|")})$)[A-Za-z][A-Za-z0-9_]{0,63}$`;

/** The name of a metric, built-in or of a formula; which ones there are, the space says. */
export const metricName = Type.String({ pattern: METRIC_NAME_PATTERN, expected: "the name of a metric" });

/** See `FormulaMetric`. */
const formulaSchema = record({
  /** e.g. `energyPerTokenUj * latencyUs` */
  formula: text,
  /** What its values are shown with; empty: nothing. */
  unit: text,
  label: text,
  /** In which it is better. */
  direction: oneOf(...DIRECTIONS),
});

/** A metric of a space that is worked out from others. */
export type FormulaMetric = Described<typeof formulaSchema>;

/** See `FormulaMetrics`. */
export const formulasSchema = table(metricName, formulaSchema);

/** Name → formula, in the order of the space. */
export type FormulaMetrics = Described<typeof formulasSchema>;
