import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { validateAccuracy } from "../../models/cost/accuracy-schema.ts";
import { accuracyOf, writeAccuracy } from "./accuracy-record.ts";
import type { HoldOutDesign, TechnologyValidation } from "./compare.ts";
import type { EstimatedDesign } from "./estimated.ts";
import { COMPARED, GOOD } from "./sample.ts";

const folder = mkdtempSync(join(tmpdir(), "tritforge-accuracy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RUN = { command: "npm run validate -- --seeds 3" };

const estimate = COMPARED.estimates.counts as EstimatedDesign;

/** The sample's design n times, its estimate by counts off by another error each time: 0.001, 0.002, … of the area. */
function validationOf(n: number): TechnologyValidation {
  const designs = Array.from({ length: n }, (_, i): HoldOutDesign => {
    const areaUm2 = COMPARED.measured.areaUm2 / (1 + (i + 1) / 1000);
    return { ...COMPARED, estimates: { counts: { ...estimate, areaUm2 } } };
  });
  return { ...GOOD, designs };
}

describe("accuracyOf(validation, run)", () => {
  it("holds the bound of each group and role that has enough designs for one, of what is promised", () => {
    const { fidelities, ...rest } = accuracyOf(validationOf(39), RUN);
    expect(rest).toEqual({ schemaVersion: 2, technology: "asap7", librarySha256: "abc", ...RUN, designs: 39 });
    const group = {
      designs: 39,
      metrics: {
        // Σ (1 − 1/(1 + i/1000)) / 39 = 0.0195; the 38th of 39 errors.
        areaUm2: { mean: 0.0195, bound: 0.038 },
        criticalPathPs: { mean: 0.1, bound: 0.091 },
        energyPerStepPj: { mean: 0, bound: 0 },
      },
    };
    expect(fidelities).toEqual({
      counts: {
        groups: { "all cores": group, integer: group, "ternary-lut integer": group },
        roles: {
          any: { designs: 78, area: 0.1112, energy: 0.25 },
          fetch: { designs: 39, area: 0.1112, energy: 0.25 },
          reduce: { designs: 39, area: 0.0244, energy: 0.1667 },
        },
      },
    });
  });

  it("states nothing of groups and roles that are too few", () => {
    expect(accuracyOf(validationOf(18), RUN).fidelities.counts).toEqual({
      groups: {},
      roles: { any: { designs: 36, area: 0.1112, energy: 0.25 } },
    });
  });

  it("states nothing of a metric that some designs lack", () => {
    const validation = validationOf(20);
    const { energyPerStepPj: _lost, ...measured } = COMPARED.measured;
    const designs = [{ ...COMPARED, measured }, ...validation.designs];
    const metrics = accuracyOf({ ...validation, designs }, RUN).fidelities.counts?.groups["integer"]?.metrics;
    expect(Object.keys(metrics ?? {})).toEqual(["areaUm2", "criticalPathPs"]);
  });
});

describe("writeAccuracy(accuracy, folder)", () => {
  it("writes what the product loads", () => {
    const accuracy = accuracyOf(validationOf(20), RUN);
    const file = writeAccuracy(accuracy, folder);
    expect(file).toBe(join(folder, "asap7.json"));
    expect(validateAccuracy(JSON.parse(readFileSync(file, "utf8")), file)).toEqual(accuracy);
  });
});
