import { describe, expect, it } from "vitest";
import type { DesignKind } from "../../src/core/metric.ts";
import { asQuantity, LARGEST_FORMULA, readFormulas } from "../../src/formula/formulas.ts";
import { formulasOf } from "../support/formulas.ts";

function read(texts: Readonly<Record<string, string>>, kind: DesignKind = "core") {
  return readFormulas(formulasOf(texts), kind, (name) => `/metrics/${name}`);
}

function faultsOf(texts: Readonly<Record<string, string>>, kind?: DesignKind): readonly string[] {
  return read(texts, kind).faults.map(({ path, message }) => `${path}: ${message}`);
}

describe("readFormulas(stated, kind, pathOf)", () => {
  it("puts each formula behind those that it names, and finds the metrics that it rests on", () => {
    const { formulas, faults } = read({
      ed2p: "edp * latencyUs",
      edp: "energyPerTokenUj * latencyUs",
      rise: "log2(errorRms) - 1",
    });
    expect(faults).toEqual([]);
    expect(formulas.map(({ name, metrics, range }) => ({ name, metrics, range }))).toEqual([
      { name: "edp", metrics: ["energyPerTokenUj", "latencyUs"], range: "from 0" },
      { name: "ed2p", metrics: ["energyPerTokenUj", "latencyUs"], range: "from 0" },
      { name: "rise", metrics: ["errorRms"], range: "any" },
    ]);
  });

  it("names a circle, once", () => {
    expect(faultsOf({ a: "b + 1", b: "c", c: "a * areaUm2", d: "a" })).toEqual([
      "/metrics/a: got a → b → c → a, expected no circle",
    ]);
    expect(faultsOf({ x: "areaUm2", a: "x + a" })).toEqual(["/metrics/a: got a → a, expected no circle"]);
  });

  it("names every metric that there is none of, with its column and the nearest one", () => {
    const [first, second, ...others] = faultsOf({ edp: "energyPerTokenUJ * latency" });
    expect(first).toMatch(
      /^\/metrics\/edp: column 1: got "energyPerTokenUJ", expected one of areaUm2, .* \(did you mean "energyPerTokenUj"\?\)$/,
    );
    expect(second).toMatch(/^\/metrics\/edp: column 20: got "latency", expected one of /);
    expect(others).toEqual([]);
  });

  it("does not offer a formula its own name", () => {
    const [fault, ...others] = faultsOf({ latency: "latencyy * areaUm2" });
    expect(fault).not.toMatch(/latency[,"](?!y)|latency \(/);
    expect(fault).toContain('(did you mean "latencyUs"');
    expect(others).toEqual([]);
  });

  it("knows metrics of the kind of design only", () => {
    expect(faultsOf({ perUnit: "accuracy / unitsAreaUm2" }, "update-unit")).toEqual([]);
    expect(faultsOf({ perUnit: "accuracy / areaUm2" }, "core")[0]).toMatch(/got "accuracy", expected one of areaUm2/);
  });

  it.each(["toString", "constructor", "__proto__"])("finds nothing called %s", (name) => {
    const fault = faultsOf({ f: `areaUm2 * ${name}` })[0];
    expect(fault).toMatch(/^\/metrics\/f: column 11: got "/);
  });

  it("refuses what is no metric: a number, and what never comes to one", () => {
    expect(faultsOf({ two: "1 + 1", root: "sqrt(-areaUm2)", huge: "areaUm2 * 1e300" })).toEqual([
      "/metrics/two: got a number, expected a formula over metrics",
      "/metrics/root: got a formula that never comes to a number, expected one that does",
      "/metrics/huge: got a formula that never comes to a number, expected one that does",
    ]);
  });

  it("counts a formula with those in it written out, so that none takes long", () => {
    const doubled = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`f${i + 1}`, `f${i} + f${i}`]));
    // Of size 1, 3, 7, …: f8 is the last below 1000.
    expect(faultsOf({ f0: "areaUm2", ...doubled })).toEqual([
      `/metrics/f9: got 1023 numbers, metrics and operations, formulas in it written out, expected at most ${LARGEST_FORMULA}`,
    ]);
  });

  it("tells of a fault in a formula once, and not of those that name it", () => {
    expect(faultsOf({ a: "areaUm2 +", b: "a * 2", c: "b + a" })).toHaveLength(1);
  });
});

describe("asQuantity(value)", () => {
  it.each([
    [3, 3],
    [0, 0],
    [-0, 0],
    [-1e30, -1e30],
    [1.1e30, Number.NaN],
    [-Infinity, Number.NaN],
    [1e-31, Number.NaN],
    [Number.NaN, Number.NaN],
  ])("%d is %d", (value, expected) => expect(asQuantity(value)).toBe(expected));
});
