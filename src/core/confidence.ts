/** A mean over seeds and the half width of its 95 % confidence interval (Student t). */
export interface Interval {
  readonly mean: number;
  /** 0 if all values are equal. */
  readonly half: number;
}

/** Student's t, two-sided 95 %, for 1 … 30 degrees of freedom (any statistical table). */
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
] as const;

/** Mean and half width of the 95 % confidence interval of some values, one a seed. @param values two or more */
export function intervalOf(values: readonly number[]): Interval {
  const count = values.length;
  if (count < 2) throw new RangeError(`intervalOf: got ${count} values, expected at least 2`);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { mean, half: studentT(count - 1) * Math.sqrt(variance / count) };
}

/** The interval of the differences a − b, value by value: pairs share their seed. */
export function pairedInterval(a: readonly number[], b: readonly number[]): Interval {
  if (a.length !== b.length) throw new RangeError(`pairedInterval: got ${a.length} and ${b.length} values`);
  return intervalOf(a.map((value, i) => value - (b[i] ?? NaN)));
}

/** Beyond the table: 1.96 + 2.4/freedom, right within 0.002. */
function studentT(freedom: number): number {
  return STUDENT[freedom - 1] ?? 1.96 + 2.4 / freedom;
}

/** Whether the whole interval lies above a value. */
export function isAbove({ mean, half }: Interval, value: number): boolean {
  return mean - half > value;
}

/** Whether the whole interval lies below a value. */
export function isBelow({ mean, half }: Interval, value: number): boolean {
  return mean + half < value;
}
