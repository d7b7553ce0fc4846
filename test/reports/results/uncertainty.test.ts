import { describe, expect, test } from "vitest";
import { isOrderUncertain, uncertainPeers } from "../../../reports/client/order.js";
import { whiskerPath } from "../../../reports/client/whiskers.js";
import { errorOf, errorRange, pickTies, tiedPeers } from "../../../reports/results/uncertainty.ts";
import { FAST, LARGE, PHYSICAL_PARETO, SLOW } from "../physical-sweep.ts";
import { ADD_SUB } from "../small-sweep.ts";

describe("isOrderUncertain", () => {
  test("isOrderUncertain(103, 100, 0.03, 0.04): 3 % apart, 5 % together", () => {
    expect(isOrderUncertain(103, 100, 0.03, 0.04)).toBe(true);
    expect(isOrderUncertain(100, 103, 0.03, 0.04)).toBe(true);
  });
  test("isOrderUncertain(106, 100, 0.03, 0.04): 6 % apart, 5 % together", () => {
    expect(isOrderUncertain(106, 100, 0.03, 0.04)).toBe(false);
    expect(isOrderUncertain(100, 106, 0.03, 0.04)).toBe(false);
  });
  test("isOrderUncertain of exact values, equal or not, and of values that are not positive is false", () => {
    expect(isOrderUncertain(100, 100, 0, 0)).toBe(false);
    expect(isOrderUncertain(100, 100.01, 0, 0)).toBe(false);
    expect(isOrderUncertain(0, 0, 0.1, 0.1)).toBe(false);
    expect(isOrderUncertain(NaN, 1, 0.1, 0.1)).toBe(false);
  });
});

describe("uncertainPeers", () => {
  test("uncertainPeers counts the others within the error, in any order of the values", () => {
    expect(uncertainPeers([200, 100, 102, null, 104], [0.02, 0.02, 0.02, 0.02, 0.02])).toEqual([0, 1, 2, 0, 1]);
  });
  test("uncertainPeers agrees with all pairs where errors differ", () => {
    const values = Array.from({ length: 60 }, (_, i) => 100 + ((i * 37) % 61));
    const errors = values.map((_, i) => ((i * 13) % 10) / 100);
    const pairs = values.map(
      (a, i) => values.filter((b, j) => i !== j && isOrderUncertain(a, b, errors[i]!, errors[j]!)).length,
    );
    expect(uncertainPeers(values, errors)).toEqual(pairs);
  });
  test("uncertainPeers of nothing", () => expect(uncertainPeers([], [])).toEqual([]));
});

describe("errors of designs", () => {
  test("errorOf is 0 where no error is stated or it is no number", () => {
    expect(errorOf(ADD_SUB, "areaUm2")).toBe(0);
    expect(errorOf({ errors: { areaUm2: NaN } }, "areaUm2")).toBe(0);
    expect(errorOf(FAST, "areaUm2")).toBe(0.03);
  });
  test("errorRange leaves out designs without an error", () => {
    const other = { ...ADD_SUB, errors: { areaUm2: 0.1 } };
    expect(errorRange([ADD_SUB, other, FAST], "areaUm2")).toEqual([0.03, 0.1]);
    expect(errorRange([ADD_SUB], "areaUm2")).toBeUndefined();
  });
  test("tiedPeers(records, areaUm2) finds the two areas 4 % apart", () => {
    expect(tiedPeers([SLOW, FAST, LARGE], "areaUm2")).toEqual([1, 1, 0]);
    expect(tiedPeers([SLOW, FAST, LARGE], "latencyUs")).toEqual([0, 0, 0]);
  });
  test("pickTies names the picks and counts the front designs that a pick cannot be told from", () => {
    const ties = pickTies(PHYSICAL_PARETO);
    expect(ties.get(FAST.index)).toEqual([
      { metric: "areaUm2", picks: ["smallest area"], frontDesigns: 1 },
      { metric: "energyPerTokenUj", picks: [], frontDesigns: 1 },
    ]);
    expect(ties.get(SLOW.index)).toEqual([{ metric: "areaUm2", picks: ["knee"], frontDesigns: 1 }]);
  });
});

describe("whiskerPath", () => {
  const frame = { left: 0, top: 0, width: 100, height: 100 };
  const linear = { kind: "linear", domain: [0, 100] } as const;
  const log = { kind: "log", domain: [1, 100] } as const;
  test("whiskerPath draws value ± error along both axes", () => {
    expect(whiskerPath([linear, linear], [50, 20], [0.1, 0.5], frame, 0)).toBe("M45.0,80.0H55.0M50.0,90.0V70.0");
  });
  test("whiskerPath caps the ends", () => {
    expect(whiskerPath([linear, linear], [50, 20], [0.1, 0], frame, 4)).toBe("M45.0,80.0H55.0M45.0,76.0v8M55.0,76.0v8");
  });
  test("whiskerPath stays inside the frame, also where a log axis has no place for the lower end", () => {
    expect(whiskerPath([log, linear], [90, 50], [1.2, 0], frame, 0)).toBe("M0.0,50.0H100.0");
  });
  test("whiskerPath without error or without value is empty", () => {
    expect(whiskerPath([linear, linear], [50, 20], [0, 0], frame, 4)).toBe("");
    expect(whiskerPath([linear, linear], [null, 20], [0.1, 0.1], frame, 4)).toBe("");
  });
});
