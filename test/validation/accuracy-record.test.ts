import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { validateAccuracy } from "../../models/cost/accuracy-schema.ts";
import { accuracyOf, writeAccuracy } from "./accuracy-record.ts";
import { GOOD } from "./sample.ts";

const folder = mkdtempSync(join(tmpdir(), "tritforge-accuracy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RUN = { command: "npm run validate -- --seed 3", seed: 3 };

describe("accuracyOf(validation, run)", () => {
  it("holds the errors of the gated checks and of every role, for the fidelities that were evaluated", () => {
    expect(accuracyOf(GOOD, RUN)).toEqual({
      schemaVersion: 1,
      technology: "asap7",
      librarySha256: "abc",
      ...RUN,
      designs: 1,
      fidelities: {
        counts: {
          metrics: {
            areaUm2: { mean: 0.05, worst: 0.15 },
            criticalPathPs: { mean: 0.1, worst: 0.5 },
            energyPerStepPj: { mean: 0.1, worst: 0.3 },
          },
          roles: { fetch: { area: 0.1, energy: 0.2 } },
        },
      },
    });
  });

  it("is rounded to two digits of a per cent", () => {
    const roles = { counts: [{ role: "fetch", designs: 1, area: 0.123456 }] };
    expect(accuracyOf({ ...GOOD, roles }, RUN).fidelities.counts?.roles).toEqual({ fetch: { area: 0.1235 } });
  });
});

describe("writeAccuracy(accuracy, folder)", () => {
  it("writes what the product loads", () => {
    const accuracy = accuracyOf(GOOD, RUN);
    const file = writeAccuracy(accuracy, folder);
    expect(file).toBe(join(folder, "asap7.json"));
    expect(validateAccuracy(JSON.parse(readFileSync(file, "utf8")), file)).toEqual(accuracy);
  });
});
