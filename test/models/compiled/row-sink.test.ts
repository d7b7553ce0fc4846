import { describe, expect, it } from "vitest";
import { countBeforeEnergy, countOnArea, isAnyBroken, type RowBound } from "../../../models/compiled/row-sink.ts";
import { DesignTerms, METRIC_OF } from "../../../models/evaluate/design-terms.ts";

function bound(metric: string, minimum = -Infinity, maximum = Infinity): RowBound {
  return {
    metric,
    isBeforeEnergy: metric !== "powerMw",
    of: METRIC_OF.get(metric),
    minimum,
    maximum,
    below: 0,
    above: 0,
  };
}

const terms = new DesignTerms({ nand2AreaUm2: 0.5, clockMhz: 100, macsPerToken: 1 });
terms.areaUm2 = 10;
terms.macs = 4;

describe("countOnArea(bounds), countBeforeEnergy(bounds)", () => {
  it("count how many come first that are on the area, and that take no energy", () => {
    const bounds = [bound("areaUm2"), bound("ge"), bound("powerMw")];
    expect([countOnArea(bounds), countBeforeEnergy(bounds)]).toEqual([1, 2]);
    expect([countOnArea(bounds.slice(1)), countBeforeEnergy([])]).toEqual([0, 0]);
  });
});

describe("isAnyBroken(bounds, begin, end, terms)", () => {
  it("counts the design at the first bound that it breaks, on its side", () => {
    const bounds = [bound("areaUm2", 0, 10), bound("ge", 21), bound("macsPerCycle", 0, 3)];
    expect(isAnyBroken(bounds, 0, 1, terms)).toBe(false);
    expect(isAnyBroken(bounds, 0, 3, terms)).toBe(true);
    expect(isAnyBroken(bounds, 2, 3, terms)).toBe(true);
    expect(bounds.map(({ below, above }) => [below, above])).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
    ]);
  });

  it("leaves what is not known, or does not follow from terms, to others", () => {
    const bounds = [bound("latencyUs", 0, 1), bound("accuracyLoss", 0, 1)];
    expect(isAnyBroken(bounds, 0, 2, terms)).toBe(false);
  });
});
