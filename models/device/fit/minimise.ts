/** Minimising and straight lines: all that the fits need, since every curve is linear in its end points. */

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The place of the smallest value of `f` between two ends: `coarse` equally spaced values, then golden sections around the
 * best of them (Kiefer, Proc. AMS 4, 1953) until the interval is `fine` of the whole.
 */
export function minimise(f: (x: number) => number, low: number, high: number, coarse = 41, fine = 1e-9): number {
  const width = (high - low) / (coarse - 1);
  const values = Array.from({ length: coarse }, (_, i) => f(low + i * width));
  const best = values.indexOf(Math.min(...values));
  let [a, b] = [Math.max(low, low + (best - 1) * width), Math.min(high, low + (best + 1) * width)];
  let [left, right] = [b - GOLDEN * (b - a), a + GOLDEN * (b - a)];
  let [fLeft, fRight] = [f(left), f(right)];
  while (b - a > fine * (high - low)) {
    if (fLeft <= fRight) {
      [b, right, fRight] = [right, left, fLeft];
      left = b - GOLDEN * (b - a);
      fLeft = f(left);
    } else {
      [a, left, fLeft] = [left, right, fRight];
      right = a + GOLDEN * (b - a);
      fRight = f(right);
    }
  }
  const ends = [(a + b) / 2, low + best * width];
  return ends.reduce((x, y) => (f(y) < f(x) ? y : x));
}

/** y ≈ start + rise·x by least squares, and the root of the mean square of what is left. */
export interface Line {
  readonly start: number;
  readonly rise: number;
  readonly rms: number;
}

/** The least-squares line through points; x must not be all the same. */
export function fitLine(x: readonly number[], y: readonly number[]): Line {
  const meanX = mean(x);
  const meanY = mean(y);
  let [xx, xy] = [0, 0];
  for (const [i, each] of x.entries()) {
    xx += (each - meanX) ** 2;
    xy += (each - meanX) * ((y[i] ?? 0) - meanY);
  }
  const rise = xx === 0 ? 0 : xy / xx;
  const start = meanY - rise * meanX;
  return { start, rise, rms: rootMeanSquare(x.map((each, i) => (y[i] ?? 0) - start - rise * each)) };
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** √(Σ v²/n); 0 for no values. */
export function rootMeanSquare(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
