import type { FloatArithmetic } from "../../generators/contract/index.ts";
import { metricColumn } from "../../src/core/metric-row.ts";
import { ERROR_METRICS, type ErrorMetric } from "../../src/core/error-metrics.ts";
import { namesOf } from "../../src/core/metrics.ts";
import type { PrecisionStatistics } from "./draws.ts";
import { PrecisionModel, type ArithmeticError } from "./precision-model.ts";

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
  wanted: readonly string[] = namesOf(ERROR_METRICS),
): ErrorTerms {
  const model = new PrecisionModel(statistics);
  const columns = namesOf(ERROR_METRICS).map((name) => ({
    column: metricColumn(name),
    isWanted: wanted.includes(name),
    valueOf: VALUES[name],
  }));
  return {
    fill(row, arithmetic, inputs) {
      const errors = arithmetic === undefined ? EXACT : model.errors(arithmetic, inputs);
      const missing = columns.filter(({ column, isWanted, valueOf }) => {
        const value = valueOf(errors);
        const isFinite = value < Infinity;
        if (isFinite) row[column] = value;
        return isWanted && !isFinite;
      });
      return missing.length === 0 ? undefined : OVERFLOW;
    },
  };
}

type Errors = ReturnType<PrecisionModel["errors"]>;

const VALUES: Readonly<Record<ErrorMetric, (errors: Errors) => number>> = {
  errorRms: ({ gaussian }) => gaussian.rms,
  errorMax: ({ gaussian }) => gaussian.maximum,
  errorRmsHeavy: ({ heavyTailed }) => heavyTailed.rms,
  errorMaxHeavy: ({ heavyTailed }) => heavyTailed.maximum,
};

/** Errors of arithmetic that is exact, as that of integers. */
export const EXACT_ERRORS: ReadonlyMap<string, number> = new Map(namesOf(ERROR_METRICS).map((name) => [name, 0]));

const NONE: ArithmeticError = { rms: 0, maximum: 0 };
const EXACT: Errors = { gaussian: NONE, heavyTailed: NONE };

/** The same words for all designs of a sweep, so that they are counted together. */
const OVERFLOW = "sums overflow their format on random activations of unit RMS: choose a wider accumulator";
