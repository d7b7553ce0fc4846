/**
 * NeuroSim's saturating exponential and its nonlinearity label (MLP+NeuroSim V3.0 manual, eq. 1–3 and the table
 * Nonlinearity-NormA.htm). Over pulses p = 0 … 1 of a full sweep
 *
 *     g(p) = B·(1 − exp(−p/A)),   B = 1/(1 − exp(−1/A))
 *
 * and the label is the largest distance of that curve from the diagonal, in units of 0.07. NeuroSim tabulates it; the closed
 * form, which gives all 900 entries within 1.9e-5, is
 *
 *     NL = (B − A − A·ln(B/A)) / (0.07·√2).
 */

/** Largest distance from the diagonal that the label 1 stands for, along an axis. */
const UNIT = 0.07 * Math.SQRT2;

/** Labels stay below it: the distance of a curve that jumps, 1/√2, in units of 0.07 (10.1015…). */
export const MAXIMUM_NONLINEARITY = 1 / UNIT;

/** Where the distance is curvature/8 to the last digit but one. */
const FLAT = 1e-4;

/** The label of the normalised A (both may be negative, A may be ±∞, but not 0). */
export function nonlinearityOf(a: number): number {
  return (Math.sign(a) * distance(1 / Math.abs(a))) / UNIT;
}

/**
 * The curvature 1/A of a label: 0 for 0, negative for negative labels.
 * @param nonlinearity above −`MAXIMUM_NONLINEARITY` and below `MAXIMUM_NONLINEARITY`; else the result is NaN
 */
export function curvatureOf(nonlinearity: number): number {
  const wanted = Math.abs(nonlinearity) * UNIT;
  if (!(wanted < 1)) return NaN;
  // The distance grows and bends down with the curvature, so that Newton's steps from below never overshoot.
  let curvature = 8 * wanted;
  if (curvature < FLAT) return Math.sign(nonlinearity) * curvature;
  for (let i = 0; i < 100; i++) {
    const step = (wanted - distance(curvature)) / slope(curvature);
    curvature += step;
    if (Math.abs(step) < 1e-13 * curvature) break;
  }
  return Math.sign(nonlinearity) * curvature;
}

/** max over p of g(p) − p at curvature k = 1/A > 0. */
function distance(curvature: number): number {
  if (curvature < FLAT) return curvature / 8;
  const a = 1 / curvature;
  const b = -1 / Math.expm1(-curvature);
  return b - a - a * Math.log(b / a);
}

/** Its derivative by the curvature: that of g(p) at the p of the maximum (envelope theorem). */
function slope(curvature: number): number {
  const whole = -Math.expm1(-curvature);
  const p = Math.log(curvature / whole) / curvature;
  const left = Math.exp(-curvature * p);
  return (p * left * whole - (1 - left) * Math.exp(-curvature)) / whole ** 2;
}
