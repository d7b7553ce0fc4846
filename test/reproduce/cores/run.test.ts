import { describe, expect, it } from "vitest";
import { loadTechnology } from "../../../models/technology/index.ts";
import { requireExperiment, runReproduction } from "../../../src/reproduce/index.ts";
import { experimentPoints } from "../../../src/reproduce/cores/points.ts";

/** int4 at 8×8 with µ = 1, 2 and both baselines. */
const FEW = experimentPoints().filter(
  ({ activation, tile, groupSize }) => activation === "int4" && tile === 8 && groupSize <= 2,
);

describe("runReproduction(options)", () => {
  it("estimates each core in each technology; roles sum to the area, and density is 2 · weights · clock by area", async () => {
    const { points, claims } = await runReproduction({
      experiment: "ispass2026",
      technologies: [loadTechnology("asap7")],
      clockMhz: 500,
      workers: 2,
      synthesis: undefined,
      points: FEW,
    });
    expect(points.map(({ architecture, groupSize }) => `${architecture} ${groupSize}`)).toEqual([
      "lut 1",
      "lut 2",
      "sign-flip 1",
      "multiplier 1",
    ]);
    for (const { roles, areaUm2, topsPerMm2, areaPerWeightUm2, clock, criticalPathPs } of points) {
      expect(Object.values(roles).reduce((sum, area) => sum + area, 0)).toBeCloseTo(areaUm2, 3);
      expect(areaPerWeightUm2).toBeCloseTo(areaUm2 / 64, 6);
      expect(topsPerMm2).toBeCloseTo((2 * 64 * 500) / areaUm2, 6);
      expect([clock, criticalPathPs <= 2000]).toEqual(["met", true]);
    }
    expect(claims).toEqual([]);
  });

  it("marks cores that miss the clock and counts them at their own", async () => {
    const { points } = await runReproduction({
      experiment: "ispass2026",
      technologies: [loadTechnology("sky130hd")],
      clockMhz: 5000,
      workers: 1,
      synthesis: undefined,
      points: FEW.slice(0, 1),
    });
    expect(points[0]?.clock).toBe("missed");
    expect(points[0]?.clockMhz).toBeCloseTo(1e6 / (points[0]?.criticalPathPs ?? 0), 6);
  });
});

describe("requireExperiment(name)", () => {
  it("names the legal ones", () => {
    expect(() => requireExperiment("ispas2026")).toThrow(
      'got "ispas2026", expected one of ispass2026, lim2017 (did you mean "ispass2026"?)',
    );
  });
});
