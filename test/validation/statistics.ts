/**
 * Kendall's rank correlation τ_b of two lists: 1 if they order everything alike, −1 if oppositely, 0 if unrelated.
 *
 *     τ_b = (concordant − discordant pairs) / √((pairs − ties in a)·(pairs − ties in b))
 *
 * Source: M. G. Kendall, Biometrika 33(3), 1945, 239–251. Price: every pair is looked at. NaN if a list is all ties.
 */
export function kendallTau(a: readonly number[], b: readonly number[]): number {
  let balance = 0;
  let [rankedInA, rankedInB] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const inA = Math.sign((a[i] as number) - (a[j] as number));
      const inB = Math.sign((b[i] as number) - (b[j] as number));
      balance += inA * inB;
      rankedInA += Math.abs(inA);
      rankedInB += Math.abs(inB);
    }
  }
  return balance / Math.sqrt(rankedInA * rankedInB);
}

/** How far estimates are from what was measured; errors are |estimate / measured − 1|. */
export interface ErrorSummary {
  readonly mean: number;
  readonly median: number;
  /** 95 % of the errors are at most this. */
  readonly percentile95: number;
  readonly worst: number;
  readonly kendallTau: number;
}

export function summariseErrors(estimated: readonly number[], measured: readonly number[]): ErrorSummary {
  const errors = measured.map((value, i) => Math.abs((estimated[i] as number) / value - 1)).toSorted((a, b) => a - b);
  return {
    mean: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    median: nearestRank(errors, 0.5),
    percentile95: nearestRank(errors, 0.95),
    worst: nearestRank(errors, 1),
    kendallTau: kendallTau(estimated, measured),
  };
}

/** The smallest value that at least `part` of the sorted values do not exceed. */
export function nearestRank(sorted: readonly number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] as number;
}
