import { describe, expect, it } from "vitest";
import { describeMetric } from "../../src/core/describe-metric.ts";

const EDP = {
  formula: "energyPerTokenUj * latencyUs",
  unit: "µJ·µs",
  label: "energy–delay product",
  direction: "minimize",
} as const;

describe("describeMetric(name, formulas)", () => {
  it("has the words of a built-in metric, and of a formula its text", () => {
    expect(describeMetric("areaUm2", { edp: EDP })).toMatchObject({ label: "area", unit: "µm²", better: "minimize" });
    expect(describeMetric("edp", { edp: EDP })).toEqual({
      label: "energy–delay product",
      unit: "µJ·µs",
      better: "minimize",
      description: "= energyPerTokenUj * latencyUs",
    });
  });

  it.each(["edp", "toString", "__proto__"])("knows nothing of %s where there is none", (name) => {
    expect(describeMetric(name, {})).toBeUndefined();
  });
});
