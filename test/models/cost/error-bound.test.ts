import { describe, expect, it } from "vitest";
import { errorBound, errorOfEstimate, LEAST_FOR_BOUND } from "../../../models/cost/error-bound.ts";
import { Random } from "../../../src/core/random.ts";

describe("errorBound(errors)", () => {
  it("is the ⌈0.95·(n + 1)⌉-th smallest error", () => {
    const to = (n: number): number[] => Array.from({ length: n }, (_, i) => n - i);
    expect(errorBound(to(19))).toBe(19);
    expect(errorBound(to(39))).toBe(38);
    expect(errorBound(to(40))).toBe(39);
    expect(errorBound(to(199))).toBe(190);
  });

  it("is not known of fewer than 19: their largest is exceeded more often than once in twenty", () => {
    expect(LEAST_FOR_BOUND).toBe(19);
    expect(errorBound(Array.from({ length: 18 }, () => 0.1))).toBeUndefined();
    expect(errorBound([])).toBeUndefined();
  });

  it("is kept by 95 % of further errors, whatever they are distributed like", () => {
    const random = new Random(7);
    const distributions = {
      uniform: () => random.next(),
      normal: () => Math.abs(random.gaussian()),
      "with a long tail": () => 1 / (1 - random.next()) ** 2,
    };
    for (const [name, draw] of Object.entries(distributions)) {
      for (const n of [19, 40]) {
        let kept = 0;
        const rounds = 2000;
        for (let round = 0; round < rounds; round++) {
          const bound = errorBound(Array.from({ length: n }, draw));
          if (draw() <= (bound ?? 0)) kept++;
        }
        // Three standard deviations of 2000 draws: 0.0146.
        expect(kept / rounds, `${name}, ${n}`).toBeGreaterThan(0.95 - 0.0147);
      }
    }
  });
});

describe("errorOfEstimate(estimated, measured)", () => {
  it("is in parts of the estimate, as a whisker is drawn: an estimate half as large as the truth is off by 1", () => {
    expect(errorOfEstimate(50, 100)).toBe(1);
    expect(errorOfEstimate(200, 100)).toBe(0.5);
    expect(errorOfEstimate(3, 0)).toBe(1);
    expect(errorOfEstimate(0, 0)).toBe(0);
  });
});
