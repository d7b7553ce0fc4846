/**
 * The first of `width` objectives, all to be minimised, in which the point that starts at `a` is worse than the one at `b`;
 * `width` if it is nowhere worse.
 */
export function firstWorse(points: Float64Array, a: number, others: Float64Array, b: number, width: number): number {
  let k = 0;
  while (k < width && !(points[a + k]! > others[b + k]!)) k++;
  return k;
}
