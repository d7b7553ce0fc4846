import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { loadAccuracy, metricError, roleError, UNKNOWN_ERROR } from "../../../models/cost/accuracy.ts";
import { validateAccuracy, type Accuracy } from "../../../models/cost/accuracy-schema.ts";

const ASAP7 = {
  name: "asap7",
  sourceSha256: "abc",
  primitives: {
    crossValidation: {
      area: { mean: 0.04, worst: 0.12 },
      delay: { mean: 0.08, worst: 0.2 },
      energy: { mean: 0.09, worst: 0.25 },
    },
  },
};

const MEASURED: Accuracy = {
  schemaVersion: 1,
  technology: "asap7",
  librarySha256: "abc",
  command: "npm run validate",
  seed: 1,
  designs: 36,
  fidelities: {
    counts: {
      metrics: { areaUm2: { mean: 0.03, worst: 0.1 } },
      roles: { fetch: { area: 0.02, energy: 0.07 }, mask: { area: 0.2 } },
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), "tritforge-accuracy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder that holds this as asap7.json. */
function folderWith(text: string): URL {
  const own = mkdtempSync(join(folder, "accuracy-"));
  writeFileSync(join(own, "asap7.json"), text);
  return pathToFileURL(`${own}/`);
}

describe("loadAccuracy(technology, folder)", () => {
  it("reads what validation wrote for this library", () => {
    expect(loadAccuracy(ASAP7, folderWith(JSON.stringify(MEASURED)))).toEqual(MEASURED);
  });

  it("falls back to the cross-validated error of the prices: without a file, or with that of another library", () => {
    const other = JSON.stringify({ ...MEASURED, librarySha256: "another" });
    for (const where of [pathToFileURL(`${folder}/`), folderWith(other)]) {
      const accuracy = loadAccuracy(ASAP7, where);
      expect(accuracy.fidelities).toEqual({
        counts: {
          metrics: {
            areaUm2: { mean: 0.04, worst: 0.12 },
            criticalPathPs: { mean: 0.08, worst: 0.2 },
            energyPerStepPj: { mean: 0.09, worst: 0.25 },
          },
          roles: {},
        },
      });
      expect(accuracy.designs).toBe(0);
    }
  });

  it("knows nothing of a technology without prices", () => {
    expect(loadAccuracy({ name: "mine", sourceSha256: "def" }).fidelities).toEqual({});
  });

  it("refuses a damaged file", () => {
    expect(() => loadAccuracy(ASAP7, folderWith("{"))).toThrow(/asap7\.json:1:2: got end of file/);
  });
});

describe("validateAccuracy(json, file)", () => {
  it("names every wrong field", () => {
    const wrong = {
      ...MEASURED,
      schemaVersion: 2,
      designs: "many",
      fidelities: { counts: { metrics: { areaUm2: { mean: -1 } }, roles: { fetch: {} } }, guessed: {} },
    };
    expect(() => validateAccuracy(wrong, "x.json")).toThrow(
      [
        "x.json: /schemaVersion: got 2, expected 1",
        'x.json: /designs: got "many", expected a count of designs, an integer from 0 to 1000000000',
        'x.json: /fidelities: got unknown key "guessed", expected one of counts, characterised',
        'x.json: /fidelities/counts/metrics/areaUm2: got no "worst", expected an error, e.g. 0.03, a number from 0 to 1000000',
        "x.json: /fidelities/counts/metrics/areaUm2/mean: got -1, expected an error, e.g. 0.03, a number from 0 to 1000000",
        'x.json: /fidelities/counts/roles/fetch: got no "area", expected an error, e.g. 0.03, a number from 0 to 1000000',
      ].join("\n"),
    );
  });

  it("refuses what is no object", () => {
    expect(() => validateAccuracy([], "x.json")).toThrow("x.json: got [], expected the accuracy of a technology");
  });
});

describe("metricError(accuracy, fidelity, metric)", () => {
  it("is the mean of the hold-out, undefined if that was not measured", () => {
    expect(metricError(MEASURED, "counts", "areaUm2")).toBe(0.03);
    expect(metricError(MEASURED, "counts", "criticalPathPs")).toBeUndefined();
    expect(metricError(MEASURED, "characterised", "areaUm2")).toBeUndefined();
  });
});

describe("roleError(accuracy, fidelity, role, quantity)", () => {
  it("is the role's own figure, else that of whole designs, else as much as the number itself", () => {
    expect(roleError(MEASURED, "counts", "fetch", "energy")).toBe(0.07);
    expect(roleError(MEASURED, "counts", "reduce", "area")).toBe(0.03);
    expect(roleError(MEASURED, "counts", "mask", "energy")).toBe(UNKNOWN_ERROR);
    expect(roleError(MEASURED, "characterised", "fetch", "area")).toBe(UNKNOWN_ERROR);
  });
});

describe("accuracy files that come with tritforge", () => {
  const own = new URL("../../../models/cost/accuracy/", import.meta.url);
  const files = existsSync(own) ? readdirSync(own) : [];

  it("are what the loader takes, named by their technology", () => {
    for (const file of files) {
      const accuracy = validateAccuracy(JSON.parse(readFileSync(new URL(file, own), "utf8")), file);
      expect(`${accuracy.technology}.json`).toBe(file);
    }
  });
});
