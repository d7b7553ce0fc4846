import type { FloatArithmetic } from "../../generators/contract/index.ts";
import { metricColumn } from "../cost/metric-row.ts";
import type { PrecisionStatistics } from "./draws.ts";
import { PrecisionModel, type ArithmeticError } from "./precision-model.ts";

/** Metrics that state errors of a core's arithmetic. */
export const ERROR_METRICS: readonly string[] = ["errorRms", "errorMax", "errorRmsHeavy", "errorMaxHeavy"];

/** Fills these columns of a metric row. */
export interface ErrorTerms {
  /**
   * Errors of products of `inputs` activations; undefined arithmetic is exact, so all are 0. Where results overflow, the
   * columns stay absent, and the answer says so if one of them is wanted.
   */
  fill(row: Float64Array, arithmetic: FloatArithmetic | undefined, inputs: number): string | undefined;
}

/** `wanted`: metrics that a design must have to be of use. Prices: see `PrecisionModel`. */
export function createErrorTerms(
  statistics: PrecisionStatistics,
  wanted: readonly string[] = ERROR_METRICS,
): ErrorTerms {
  const model = new PrecisionModel(statistics);
  const columns = ERROR_METRICS.map((name) => ({ column: metricColumn(name), isWanted: wanted.includes(name) }));
  return {
    fill(row, arithmetic, inputs) {
      const errors = arithmetic === undefined ? EXACT : model.errors(arithmetic, inputs);
      const { gaussian, heavyTailed } = errors;
      const values = [gaussian.rms, gaussian.maximum, heavyTailed.rms, heavyTailed.maximum];
      const missing = columns.filter(({ column, isWanted }, i) => {
        const isFinite = (values[i] as number) < Infinity;
        if (isFinite) row[column] = values[i] as number;
        return isWanted && !isFinite;
      });
      return missing.length === 0 ? undefined : OVERFLOW;
    },
  };
}

const NONE: ArithmeticError = { rms: 0, maximum: 0 };
const EXACT = { gaussian: NONE, heavyTailed: NONE };

/** The same words for all designs of a sweep, so that they are counted together. */
const OVERFLOW = "sums overflow their format on random activations of unit RMS: choose a wider accumulator";
