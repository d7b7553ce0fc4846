import { FEATURES, type Feature, type FeatureCounts } from "./features.ts";

/** A module whose area was measured by synthesis. */
export interface MeasuredModule {
  readonly name: string;
  readonly counts: FeatureCounts;
  readonly areaUm2: number;
}

/** Price of each feature [µm²] and how well the training modules are met. */
export interface PrimitiveFit {
  readonly areaUm2: Readonly<Record<Feature, number>>;
  readonly modules: number;
  /** Mean and largest |estimate / synthesis − 1| over the training modules. */
  readonly meanError: number;
  readonly worstError: number;
}

/** Weight of the first guess against one training module. */
const PRIOR_WEIGHT = 0.005;

/** No price falls below this part of its first guess; no flip-flop below the library's smallest. */
const FLOOR = 0.2;

function floors(priors: Readonly<Record<Feature, number>>): number[] {
  const isStored = (feature: Feature): boolean => feature.endsWith("FlipFlops") || feature === "memoryBits";
  return FEATURES.map((feature) => (isStored(feature) ? priors.plainFlipFlops / priors[feature] : FLOOR));
}

/**
 * Least squares on relative errors, each price bounded below, drawn towards its first guess:
 *
 *     minimise  Σ_modules weight·(Σ_f count_f·price_f / area − 1)² + PRIOR_WEIGHT·Σ_f (price_f / prior_f − 1)²
 *
 * by coordinate descent (the problem is convex). Modules of a few gates weigh less, they hardly move a design.
 */
export function fitPrimitives(
  measured: readonly MeasuredModule[],
  priors: Readonly<Record<Feature, number>>,
): PrimitiveFit {
  const modules = measured.filter((each) => each.areaUm2 > 0);
  const prior = FEATURES.map((feature) => priors[feature]);
  // Unknowns are prices in units of their prior.
  const rows = modules.map(({ counts, areaUm2 }) =>
    FEATURES.map((feature, j) => (counts[feature] * (prior[j] as number)) / areaUm2),
  );
  const weights = modules.map(({ areaUm2 }) => areaUm2 / (areaUm2 + 100 * priors.andBits));
  const scale = FEATURES.map(() => 1);
  const lowest = floors(priors);
  const residuals = rows.map((row) => 1 - row.reduce((sum, value) => sum + value, 0));
  for (let sweep = 0; sweep < 2000; sweep++) {
    let moved = 0;
    for (let j = 0; j < scale.length; j++)
      moved = Math.max(moved, relax(j, lowest[j] as number, rows, weights, residuals, scale));
    if (moved < 1e-9) break;
  }
  const errors = residuals.map(Math.abs);
  return {
    areaUm2: Object.fromEntries(
      FEATURES.map((feature, j) => [feature, round((scale[j] as number) * (prior[j] as number))]),
    ) as Record<Feature, number>,
    modules: modules.length,
    meanError: round(errors.reduce((sum, error) => sum + error, 0) / errors.length),
    worstError: round(Math.max(...errors)),
  };
}

/** The best value of one unknown, the others held; returns how far it moved. */
function relax(
  j: number,
  lowest: number,
  rows: readonly number[][],
  weights: readonly number[],
  residuals: number[],
  scale: number[],
): number {
  const old = scale[j] as number;
  let numerator = PRIOR_WEIGHT;
  let denominator = PRIOR_WEIGHT;
  rows.forEach((row, i) => {
    const a = row[j] as number;
    numerator += (weights[i] as number) * a * ((residuals[i] as number) + a * old);
    denominator += (weights[i] as number) * a * a;
  });
  const value = Math.max(lowest, numerator / denominator);
  rows.forEach((row, i) => (residuals[i] = (residuals[i] as number) + (row[j] as number) * (old - value)));
  scale[j] = value;
  return Math.abs(value - old);
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
