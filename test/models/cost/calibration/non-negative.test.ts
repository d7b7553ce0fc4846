import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossValidate, fitBounded, type BoundedProblem } from "../../../../models/cost/calibration/non-negative.ts";

/** Items that weigh alike, no pull, no bounds above zero. */
function problem(rows: readonly (readonly number[])[], targets: readonly number[], more: Partial<BoundedProblem> = {}) {
  const zeros = (rows[0] ?? []).map(() => 0);
  return { rows, targets, weights: rows.map(() => 1), guess: zeros, lowest: zeros, pull: zeros, ...more };
}

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((each, i) => expect(each).toBeCloseTo(wanted[i] ?? Number.NaN, 5));
}

describe("fitBounded(problem)", () => {
  it("solves what can be solved exactly", () => {
    expectClose(
      fitBounded(
        problem(
          [
            [1, 0],
            [1, 1],
            [1, 2],
          ],
          [3, 5, 7],
        ),
      ),
      [3, 2],
    );
  });

  it("goes to the bound where the best answer lies below it, and moves the other unknown accordingly", () => {
    // Free: 1 and −1. With x1 = 0 the least squares of x0 over 1, 0, −1 is their mean.
    expectClose(
      fitBounded(
        problem(
          [
            [1, 0],
            [1, 1],
            [1, 2],
          ],
          [1, 0, -1],
        ),
      ),
      [0, 0],
    );
    expectClose(
      fitBounded(
        problem(
          [
            [1, 0],
            [1, 1],
            [1, 2],
          ],
          [4, 3, 2],
        ),
      ),
      [3, 0],
    );
  });

  it("stays at the first guess where no item says otherwise, if pulled", () => {
    const more = { guess: [7, 7], pull: [1, 1] };
    expectClose(fitBounded(problem([[0, 0]], [5], more)), [7, 7]);
    expectClose(fitBounded(problem([[1, 0]], [5], more)), [6, 7]); // half-way between guess and item
  });

  it("leaves an unknown that nothing is said about at its lowest", () => {
    expectClose(fitBounded(problem([[1, 0]], [5], { lowest: [0, 2] })), [5, 2]);
  });

  it("weighs items", () => {
    expectClose(fitBounded(problem([[1], [1]], [0, 4], { weights: [3, 1] })), [1]);
  });

  it("recovers planted unknowns, never below their bounds", () => {
    const value = fc.integer({ min: 0, max: 50 });
    const system = fc.record({
      planted: fc.array(value, { minLength: 4, maxLength: 4 }),
      rows: fc.array(fc.array(value, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 6 }),
    });
    fc.assert(
      fc.property(system, ({ planted, rows }) => {
        // Four more rows, so that the planted unknowns are the only answer.
        const all = [...rows, ...planted.map((_, i) => planted.map((__, j) => (i === j ? 40 : 1)))];
        const targets = all.map((row) => row.reduce((sum, each, j) => sum + each * (planted[j] ?? 0), 0));
        const found = fitBounded(problem(all, targets));
        found.forEach((each, j) => expect(Math.abs(each - (planted[j] ?? 0))).toBeLessThan(1e-3));
        expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});

describe("crossValidate(items, folds, errorsOf)", () => {
  it("estimates every item once, by a fit that has not seen it", () => {
    const seen: string[] = [];
    const result = crossValidate([10, 11, 12, 13, 14], 2, (fitted, held) => {
      seen.push(`${fitted.join()} → ${held.join()}`);
      return held.map((each) => (each === 13 ? -0.3 : 0.1));
    });
    expect(seen).toEqual(["11,13 → 10,12,14", "10,12,14 → 11,13"]);
    expect(result).toEqual({ folds: 2, items: 5, mean: 0.14, worst: 0.3 });
  });
});
