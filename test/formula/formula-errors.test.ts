import { describe, expect, it } from "vitest";
import { withFormulaErrors } from "../../src/formula/formula-errors.ts";
import { SweepMetrics } from "../../src/formula/sweep-metrics.ts";
import { formulasOf } from "../support/formulas.ts";

const ERRORS = { areaUm2: 0.03, ge: 0.03, topsPerMm2: 0.03, criticalPathPs: 0.1, fMaxMhz: 0.1, energyPerTokenUj: 0.04 };
const VALUES = {
  areaUm2: 100,
  ge: 50,
  topsPerMm2: 8,
  criticalPathPs: 500,
  fMaxMhz: 2000,
  energyPerTokenUj: 3,
  latencyUs: 20,
};

/** The expected error of a formula. */
function errorOf(formula: string, values: Readonly<Record<string, number>> = VALUES): number | undefined {
  const metrics = new SweepMetrics(formulasOf({ f: formula }));
  const row = new Float64Array(metrics.width).fill(Number.NaN);
  for (const [name, value] of Object.entries(values)) row[metrics.column(name)] = value;
  metrics.fill(row);
  return withFormulaErrors(ERRORS, metrics.metricsOf(row), metrics)["f"];
}

describe("withFormulaErrors(errors, values, metrics)", () => {
  it.each([
    ["energyPerTokenUj * latencyUs", 0.04],
    ["areaUm2 * 7", 0.03],
    ["areaUm2 ^ 2", 0.0609],
    ["areaUm2 + 100", 0.015],
    ["areaUm2 * energyPerTokenUj", 0.05],
    ["1 / criticalPathPs", 0.090_909],
  ])("of %s is %d", (formula, error) => expect(errorOf(formula)).toBe(error));

  it("is none where metrics of one measurement cancel, or all are exact", () => {
    expect(errorOf("areaUm2 / ge")).toBeUndefined();
    expect(errorOf("areaUm2 * topsPerMm2")).toBeUndefined();
    expect(errorOf("criticalPathPs * fMaxMhz")).toBeUndefined();
    expect(errorOf("latencyUs ^ 2")).toBeUndefined();
  });

  it("is none of a formula that is absent or 0", () => {
    expect(errorOf("areaUm2 - 100")).toBeUndefined();
    expect(errorOf("areaUm2 * tops")).toBeUndefined();
  });

  it("leaves the others as they are", () => {
    expect(withFormulaErrors(ERRORS, VALUES, new SweepMetrics())).toBe(ERRORS);
  });
});
