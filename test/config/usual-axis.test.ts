import { describe, expect, it } from "vitest";
import { usualAxis } from "../../src/config/usual-axis.ts";
import type { Parameter } from "../../src/core/parameters.ts";

const ROUNDING: Parameter = {
  kind: "choice",
  name: "rounding",
  description: "how",
  choices: ["up", "down"],
  default: "up",
  defaultWhere: { cases: { sums: ["on"] }, value: "down" },
};

describe("usualAxis(parameter, stated)", () => {
  it("is the default, or one for each case of an axis that it depends on", () => {
    expect(usualAxis(ROUNDING)).toBe("up");
    expect(usualAxis(ROUNDING, { width: [1, 2] })).toBe("up");
    expect(usualAxis(ROUNDING, { sums: ["on", "off"] })).toEqual({
      when: { sums: ["on"] },
      values: "down",
      otherwise: "up",
    });
  });
});
