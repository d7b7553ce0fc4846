import { describe, expect, it } from "vitest";

import { areaFactor, areaRatio, energyFactor, energyRatio } from "../../../models/memory/scaling.ts";

describe("energyFactor({nodeNm, voltageV})", () => {
  it("gives the example of the paper's erratum: 65 nm at 1.3 V to 32 nm at 0.9 V", () => {
    expect(energyFactor({ nodeNm: 32, voltageV: 0.9 })).toBeCloseTo(0.4571, 4);
    expect(energyFactor({ nodeNm: 65, voltageV: 1.3 })).toBeCloseTo(2.604, 3);
    const ratio = energyRatio({ nodeNm: 65, voltageV: 1.3 }, { nodeNm: 32, voltageV: 0.9 });
    expect(ratio).toBeCloseTo(0.1755, 3);
  });

  it("takes high-performance rows at both ends of 45 → 7 nm", () => {
    // 0.0626 at nominal supplies; with the low-power row at 45 nm it would be 0.043.
    expect(energyRatio({ nodeNm: 45, voltageV: 1.1 }, { nodeNm: 7, voltageV: 0.8 })).toBeCloseTo(0.0626, 4);
  });

  it("interpolates 22 nm in the logarithms of node and energy", () => {
    // 0.15320 at 20 nm, 0.35831 at 32 nm and 0.8 V; ln(22/20)/ln(32/20) = 0.20279.
    expect(energyFactor({ nodeNm: 22, voltageV: 0.8 })).toBeCloseTo(0.1532 * (0.35831 / 0.1532) ** 0.20279, 4);
  });

  it("refuses a voltage outside the fit and a node outside 180 … 7 nm", () => {
    expect(() => energyFactor({ nodeNm: 7, voltageV: 1.5 })).toThrow(
      "voltageV: got 1.5 V at 7 nm, expected 0.5 to 1.31 V, the range of the 7 nm fit",
    );
    expect(() => energyFactor({ nodeNm: 22, voltageV: 0.4 })).toThrow("got 0.4 V at 22 nm");
    expect(() => energyFactor({ nodeNm: 5, voltageV: 0.7 })).toThrow("nodeNm: got 5 nm, expected 7 to 180 nm");
    expect(() => areaFactor(250)).toThrow("got 250 nm");
  });
});

describe("energyRatio(from, to)", () => {
  it("is V² within a node, whatever the fit's range", () => {
    expect(energyRatio({ nodeNm: 130, voltageV: 1.2 }, { nodeNm: 130, voltageV: 1.8 })).toBeCloseTo(2.25, 10);
  });
});

describe("areaRatio(fromNm, toNm)", () => {
  it.each([
    // the paper's matrix, two digits
    [180, 130, 0.34],
    [130, 7, 0.0092],
    [90, 45, 0.35],
    [65, 45, 0.66],
    [45, 32, 0.46],
    [45, 7, 0.059],
    [32, 65, 3.3],
    [20, 10, 0.48],
    [16, 14, 0.91],
    [14, 180, 110],
    [7, 130, 110],
  ])("from %i to %i nm is %d, as published, within 5 %%", (from, to, published) => {
    expect(areaRatio(from, to) / published).toBeGreaterThan(0.95);
    expect(areaRatio(from, to) / published).toBeLessThan(1.05);
  });

  it("interpolates 22 nm in the logarithms of node and area", () => {
    expect(areaRatio(7, 22)).toBeCloseTo(3.6 * (7.8 / 3.6) ** 0.20279, 3);
  });
});
