import { expect, it } from "vitest";
import type { Accuracy } from "../../../models/cost/accuracy.ts";
import { expectedErrors, unitErrors } from "../../../models/evaluate/expected-errors.ts";
import { METRICS } from "../../../src/core/metrics.ts";

const ACCURACY: Accuracy = {
  schemaVersion: 2,
  technology: "tiny",
  librarySha256: "",
  command: "npm run validate",
  designs: 24,
  fidelities: {
    counts: {
      groups: {
        "all cores": {
          designs: 24,
          metrics: {
            areaUm2: { mean: 0.01, bound: 0.03 },
            criticalPathPs: { mean: 0.02, bound: 0.07 },
            energyPerStepPj: { mean: 0.02, bound: 0.05 },
          },
        },
      },
      roles: {},
    },
  },
};

const GROUPS = ["add-sub integer", "integer", "all cores"];

it("expectedErrors(accuracy, fidelity, groups) passes each measured error on to the metrics that rest on it", () => {
  expect(expectedErrors(ACCURACY, "counts", GROUPS)).toEqual({
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

it("expectedErrors(accuracy, fidelity, groups) names metrics that exist, and none of a fidelity that was not measured", () => {
  const names = METRICS.map(({ name }) => name);
  for (const metric of Object.keys(expectedErrors(ACCURACY, "counts", GROUPS))) expect(names).toContain(metric);
  expect(expectedErrors(ACCURACY, "characterised", GROUPS)).toEqual({});
});

it("unitErrors(accuracy, fidelity) takes those of cores where no units were measured; energies those of a step", () => {
  const errors = unitErrors(ACCURACY, "counts");
  expect(errors["areaUm2"]).toBe(0.03);
  expect(errors["workEnergyFj"]).toBe(0.05);
  expect(errors["waitEnergyFj"]).toBe(0.05);
});
