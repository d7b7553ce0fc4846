import { expect, it } from "vitest";
import type { Accuracy } from "../../../models/cost/accuracy.ts";
import { expectedErrors } from "../../../models/evaluate/expected-errors.ts";
import { METRICS } from "../../../src/core/metrics.ts";

const ACCURACY: Accuracy = {
  schemaVersion: 1,
  technology: "tiny",
  librarySha256: "",
  command: "npm run validate",
  seed: 1,
  designs: 9,
  fidelities: {
    counts: {
      metrics: {
        areaUm2: { mean: 0.03, worst: 0.1 },
        criticalPathPs: { mean: 0.07, worst: 0.2 },
        energyPerStepPj: { mean: 0.05, worst: 0.2 },
      },
      roles: {},
    },
  },
};

it("expectedErrors(accuracy, fidelity) passes each measured error on to the metrics that rest on it", () => {
  expect(expectedErrors(ACCURACY, "counts")).toEqual({
    areaUm2: 0.03,
    ge: 0.03,
    areaPerMacUm2: 0.03,
    topsPerMm2: 0.03,
    criticalPathPs: 0.07,
    fMaxMhz: 0.07,
    energyPerStepPj: 0.05,
    energyPerMacFj: 0.05,
    energyPerTokenUj: 0.05,
    powerMw: 0.05,
  });
});

it("expectedErrors(accuracy, fidelity) names metrics that exist, and none of a fidelity that was not measured", () => {
  const names = METRICS.map(({ name }) => name);
  for (const metric of Object.keys(expectedErrors(ACCURACY, "counts"))) expect(names).toContain(metric);
  expect(expectedErrors(ACCURACY, "characterised")).toEqual({});
});
