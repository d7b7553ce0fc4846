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
      area: { mean: 0.04, worst: 0.12, bound: 0.1 },
      delay: { mean: 0.08, worst: 0.2 },
      energy: { mean: 0.09, worst: 0.25 },
    },
  },
};

const MEASURED: Accuracy = {
  schemaVersion: 2,
  technology: "asap7",
  librarySha256: "abc",
  command: "npm run validate",
  designs: 60,
  fidelities: {
    counts: {
      groups: {
        "all cores": { designs: 60, metrics: { areaUm2: { mean: 0.03, bound: 0.1 } } },
        native: { designs: 20, metrics: { areaUm2: { mean: 0.04, bound: 0.12 } } },
      },
      roles: {
        any: { designs: 99, area: 0.3, energy: 0.4 },
        fetch: { designs: 36, area: 0.02, energy: 0.07 },
        mask: { designs: 20, area: 0.2 },
      },
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
          groups: {
            "all cores": {
              designs: 0,
              metrics: {
                areaUm2: { mean: 0.04, bound: 0.1 },
                // Prices of an older file state no bound.
                criticalPathPs: { mean: 0.08, bound: 0.2 },
                energyPerStepPj: { mean: 0.09, bound: 0.25 },
              },
            },
          },
          roles: { any: { designs: 0, area: 0.1, energy: 0.25 } },
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
      schemaVersion: 1,
      designs: "many",
      fidelities: {
        counts: {
          groups: { native: { designs: 20, metrics: { areaUm2: { mean: -1 } } } },
          roles: { fetch: { designs: 3 } },
        },
        guessed: {},
      },
    };
    expect(() => validateAccuracy(wrong, "x.json")).toThrow(
      [
        "x.json: /schemaVersion: got 1, expected 2",
        'x.json: /designs: got "many", expected a count of designs, an integer from 0 to 1000000000',
        'x.json: /fidelities: got unknown key "guessed", expected one of counts, characterised',
        'x.json: /fidelities/counts/groups/native/metrics/areaUm2: got no "bound", expected an error, e.g. 0.03, a number from 0 to 1000000',
        "x.json: /fidelities/counts/groups/native/metrics/areaUm2/mean: got -1, expected an error, e.g. 0.03, a number from 0 to 1000000",
        'x.json: /fidelities/counts/roles/fetch: got no "area", expected an error, e.g. 0.03, a number from 0 to 1000000',
      ].join("\n"),
    );
  });

  it("refuses what is no object", () => {
    expect(() => validateAccuracy([], "x.json")).toThrow("x.json: got [], expected the accuracy of a technology");
  });
});

describe("metricError(accuracy, fidelity, metric, groups)", () => {
  const errorOf = (...groups: string[]) => metricError(MEASURED, "counts", "areaUm2", groups);

  it("is the bound of the narrowest group that is known, and says which that is", () => {
    expect(errorOf("add-sub native", "native", "all cores")).toEqual({ bound: 0.12, group: "native", designs: 20 });
    expect(errorOf("add-sub integer", "integer", "all cores")).toEqual({ bound: 0.1, group: "all cores", designs: 60 });
  });

  it("is undefined of what was not measured", () => {
    expect(metricError(MEASURED, "counts", "criticalPathPs", ["native", "all cores"])).toBeUndefined();
    expect(metricError(MEASURED, "characterised", "areaUm2", ["all cores"])).toBeUndefined();
  });
});

describe("roleError(accuracy, fidelity, role, quantity)", () => {
  it("is the role's own bound, else that of any kind of module, else as much as the number itself", () => {
    expect(roleError(MEASURED, "counts", "fetch", "energy")).toBe(0.07);
    expect(roleError(MEASURED, "counts", "reduce", "area")).toBe(0.3);
    expect(roleError(MEASURED, "counts", "mask", "energy")).toBe(0.4);
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
