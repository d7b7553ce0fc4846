/** Values of the objectives of one design, all to be made small. */
export type Objectives = readonly number[];

/**
 * Exact volume of what at least one point dominates, up to the reference point: the area below a staircase for two
 * objectives, the volume of a union of boxes for three. Points beyond the reference in any objective count nothing.
 *
 * Sweeps the last objective: between two neighbouring values, the cross-section is the hypervolume of the points passed,
 * in one objective less. Price: O(n^d log n) for n points and d objectives; meant for tens of points.
 * @param points one array per point, each as long as `reference`
 */
export function hypervolume(points: readonly Objectives[], reference: Objectives): number {
  const inside = points.filter((point) => point.every((value, k) => value < (reference[k] as number)));
  const last = reference.length - 1;
  const end = reference[last] as number;
  if (last === 0) return inside.reduce((best, [value]) => Math.max(best, end - (value as number)), 0);
  const sorted = inside.toSorted((a, b) => (a[last] as number) - (b[last] as number));
  const rest = reference.slice(0, last);
  return sorted.reduce((volume, point, i) => {
    const height = (sorted[i + 1]?.[last] ?? end) - (point[last] as number);
    if (height === 0) return volume;
    const passed = sorted.slice(0, i + 1).map((each) => each.slice(0, last));
    return volume + height * hypervolume(passed, rest);
  }, 0);
}

/** Positions of the points that no other point dominates (no worse in all, better in one); equal points are all kept. */
export function frontOf(points: readonly Objectives[]): readonly number[] {
  return points.flatMap((point, i) => (points.some((other) => dominates(other, point)) ? [] : [i]));
}

function dominates(a: Objectives, b: Objectives): boolean {
  return a.every((value, k) => value <= (b[k] as number)) && a.some((value, k) => value < (b[k] as number));
}

/**
 * Part of the hypervolume that is lost by choosing with estimates: the designs on the front of the *estimated* values, with
 * what was *measured* for them, against the front of the measured values.
 *
 *     regret = 1 − HV(measured values of the estimated front) / HV(measured front)
 *
 * The reference point is the worst measured value of each objective; the ratio does not depend on units. 0 if the model
 * picks the right designs, whatever its errors; 0 also if nothing can be lost (one design, all alike).
 * @param measured, estimated the same designs in the same order
 */
export function paretoRegret(measured: readonly Objectives[], estimated: readonly Objectives[]): number {
  const reference = (measured[0] ?? []).map((_, k) => Math.max(...measured.map((point) => point[k] as number)));
  const best = hypervolume(measured, reference);
  if (best === 0) return 0;
  const chosen = frontOf(estimated).map((i) => measured[i] as Objectives);
  return 1 - hypervolume(chosen, reference) / best;
}
