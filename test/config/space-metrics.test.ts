import { describe, expect, it } from "vitest";
import { parseSpace } from "../../src/config/load-space.ts";
import { InputError } from "../../src/core/errors.ts";
import { GENERATORS } from "../../generators/registry.ts";
import { anyName } from "../support/any-name.ts";

const CORES = {
  name: "s",
  technology: "asap7",
  workload: "w",
  clockMhz: 100,
  blocks: [{ generator: "ternary-lut" }],
  objectives: [{ metric: "areaUm2" }],
};

const UNITS = {
  name: "s",
  technology: "asap7",
  training: {},
  clockMhz: 100,
  blocks: [{ generator: "synapse-update" }],
  objectives: [{ metric: "areaUm2" }],
};

function parsed(changes: object, space: object = CORES) {
  return parseSpace({ ...space, ...changes }, "S.json", GENERATORS, anyName);
}

function faultsOf(changes: object, space?: object): readonly string[] {
  try {
    parsed(changes, space);
  } catch (error) {
    if (error instanceof InputError) return error.message.split("\n");
    throw error;
  }
  return [];
}

/** From JSON, where `__proto__` is a key like any other. */
function faultsOfName(name: string): readonly string[] {
  const metrics: unknown = JSON.parse(`{ ${JSON.stringify(name)}: "tops * 2" }`);
  return faultsOf({ metrics });
}

describe("the formulas of a space", () => {
  it("may be a text alone; the rest is filled in", () => {
    const density = { formula: "tops / areaUm2", unit: "TOPS/µm²", label: "density", direction: "maximize" };
    const space = parsed({
      metrics: { edp: "energyPerTokenUj * latencyUs", density },
      constraints: [{ metric: "edp", maximum: 3 }],
      objectives: [{ metric: "edp" }, { metric: "density" }],
      pick: ["smallest edp", "largest density"],
    });
    expect(space.metrics).toEqual({
      edp: { formula: "energyPerTokenUj * latencyUs", unit: "", label: "edp", direction: "minimize" },
      density,
    });
    expect(space.objectives).toEqual([
      { metric: "edp", direction: "minimize" },
      { metric: "density", direction: "maximize" },
    ]);
    expect(parseSpace(space, "S.json", GENERATORS, anyName)).toEqual(space);
  });

  it("may be over the metrics of update units", () => {
    const metrics = { worth: { formula: "accuracy / unitsAreaUm2", direction: "maximize" } };
    expect(parsed({ metrics, objectives: [{ metric: "worth" }] }, UNITS).objectives).toEqual([
      { metric: "worth", direction: "maximize" },
    ]);
    expect(faultsOf({ metrics })[0]).toMatch(
      /^S\.json: \/metrics\/worth\/formula: column 1: got "accuracy", expected one of areaUm2, /,
    );
  });

  it("are named with path, column and what was expected, all faults at once", () => {
    expect(faultsOf({ metrics: { a: "areaUm2 *", b: { formula: "(ge" }, c: "d", d: "c + ge" } })).toEqual([
      'S.json: /metrics/a: column 10: got the end, expected a metric, a number, a function, "-" or "("',
      'S.json: /metrics/b/formula: column 4: got the end, expected an operator or ")"',
      "S.json: /metrics/c: got c → d → c, expected no circle",
    ]);
  });

  it.each<[unknown, string]>([
    [3, '/metrics/m: got 3, expected a formula, or an object {"formula", "unit", "label", "direction"}'],
    [
      { formula: "ge", better: 1 },
      '/metrics/m: got unknown key "better", expected one of formula, unit, label, direction',
    ],
    [
      { unit: "x" },
      '/metrics/m: got no "formula", expected a formula, e.g. "energyPerTokenUj * latencyUs": one line of 1 to 1000 printable characters',
    ],
    [{ formula: "ge", direction: "up" }, '/metrics/m/direction: got "up", expected one of minimize, maximize'],
    [
      { formula: "ge", unit: "\u202e" },
      '/metrics/m/unit: got "\u202e", expected a unit, or nothing: one line of 1 to 20 printable characters',
    ],
  ])("may not be %j", (formula, message) => {
    expect(faultsOf({ metrics: { m: formula } })).toEqual([`S.json: ${message}`]);
  });

  it("are sixty-four at most", () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, "ge"]));
    expect(faultsOf({ metrics: many(64) })).toEqual([]);
    expect(faultsOf({ metrics: many(65) })[0]).toMatch(
      /^S\.json: \/metrics: got .*, expected an object from at most 64 names/,
    );
  });
});

describe("the name of a formula", () => {
  it.each([
    ["areaUm2", "a metric"],
    ["AREAUM2", "a metric"],
    ["accuracy", "a metric"],
    ["sqrt", "a function"],
    ["tables", "a parameter"],
    ["reason", "a column of results"],
    ["geError", "a column of results"],
  ])("may not be %s, the name of %s", (name, what) => {
    expect(faultsOfName(name)).toEqual([`S.json: /metrics/${name}: got the name of ${what}, expected a new name`]);
  });

  it("may not be that of another but for large letters", () => {
    expect(faultsOf({ metrics: { edp: "ge", EDP: "ge" } })).toEqual([
      "S.json: /metrics/EDP: got the name of a formula, expected a new name",
    ]);
  });

  it.each(["__proto__", "constructor", "toString", "2d", "a-b", "a b", "é", "", "_x", "a".repeat(65), "<b>"])(
    "may not be %j",
    (name) => {
      const [fault, ...others] = faultsOfName(name);
      expect(fault).toMatch(/^S\.json: \/metrics: got unknown key /);
      expect(others).toEqual([]);
    },
  );
});

describe("metrics that a space asks for", () => {
  it("are metrics of its kind or its formulas", () => {
    const [fault, ...others] = faultsOf({
      metrics: { edp: "energyPerTokenUj * latencyUs" },
      constraints: [{ metric: "edpp", maximum: 1 }],
    });
    expect(fault).toMatch(
      /^S\.json: \/constraints\/0\/metric: got "edpp", expected a metric of cores: areaUm2, .*, edp \(did you mean "edp"\?\)$/,
    );
    expect(others).toEqual([]);
  });

  it.each(["__proto__", "toString"])("are not %s", (metric) => {
    const [fault] = faultsOf({ objectives: [{ metric }] });
    expect(fault).toMatch(/^S\.json: \/objectives\/0\/metric: got "\w+", expected a metric of cores: areaUm2, /);
  });
});
