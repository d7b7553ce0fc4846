import type { CrossValidation } from "../../technology/prices.ts";
import { errorBound, errorOfEstimate } from "../error-bound.ts";

/**
 * Least squares with lower bounds, drawn towards a first guess:
 *
 *     minimise  Σ_i weight_i·(Σ_j row_ij·x_j − target_i)² + Σ_j pull_j·(x_j − guess_j)²    subject to  x_j ≥ lowest_j
 *
 * by coordinate descent; the problem is convex, so the answer does not depend on where it starts.
 */
export interface BoundedProblem {
  readonly rows: readonly (readonly number[])[];
  readonly targets: readonly number[];
  readonly weights: readonly number[];
  readonly guess: readonly number[];
  readonly lowest: readonly number[];
  readonly pull: readonly number[];
}

const MOST_ROUNDS = 3000;
/** Rounds end when no unknown moves by more than this part of itself. */
const STILL = 1e-9;

/** The unknowns x. */
export function fitBounded({ rows, targets, weights, guess, lowest, pull }: BoundedProblem): number[] {
  const x = guess.map((each, j) => Math.max(each, lowest[j]!));
  const residuals = rows.map((row, i) => targets[i]! - row.reduce((sum, value, j) => sum + value * x[j]!, 0));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = 0;
    for (let j = 0; j < x.length; j++) {
      const old = x[j]!;
      let numerator = pull[j]! * guess[j]!;
      let denominator = pull[j]!;
      rows.forEach((row, i) => {
        const a = row[j]!;
        if (a === 0) return;
        numerator += weights[i]! * a * (residuals[i]! + a * old);
        denominator += weights[i]! * a * a;
      });
      if (denominator === 0) continue;
      const value = Math.max(lowest[j]!, numerator / denominator);
      if (value === old) continue;
      rows.forEach((row, i) => (residuals[i] = residuals[i]! + row[j]! * (old - value)));
      x[j] = value;
      moved = Math.max(moved, Math.abs(value - old) / (Math.abs(value) + 1e-12));
    }
    if (moved < STILL) break;
  }
  return x;
}

/**
 * k-fold cross-validation: item i belongs to fold i mod k; each fold is estimated by a fit on the others.
 * @param estimate answers, for a fit on the first list, the relative error of each item of the second
 */
export function crossValidate<T>(
  items: readonly T[],
  folds: number,
  errorsOf: (fitted: readonly T[], held: readonly T[]) => readonly number[],
): CrossValidation {
  const errors = Array.from({ length: folds }, (_, fold) =>
    errorsOf(
      items.filter((_item, i) => i % folds !== fold),
      items.filter((_item, i) => i % folds === fold),
    ),
  ).flat();
  const sizes = errors.map(Math.abs);
  // estimate / measured − 1 → measured / estimate − 1
  const bound = errorBound(errors.map((error) => errorOfEstimate(1 + error, 1)));
  return {
    folds,
    items: sizes.length,
    mean: round(sizes.reduce((sum, each) => sum + each, 0) / sizes.length),
    worst: round(Math.max(...sizes)),
    ...(bound === undefined ? {} : { bound: round(bound) }),
  };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
