import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/core/errors.ts";
import { BUILT_IN, loadTechnology, serialiseTechnology, validateTechnology } from "../../../models/technology/index.ts";

const area = (technology: string, cell: string) =>
  loadTechnology(technology).cells.find(({ name }) => name === cell)?.areaUm2;

describe("loadTechnology(name)", () => {
  it("knows the areas that the libraries state", () => {
    expect(area("asap7", "FAx1_ASAP7_75t_R")).toBe(0.20412);
    expect(area("asap7", "DFFHQNx1_ASAP7_75t_R")).toBe(0.2916);
    expect(area("sky130hd", "sky130_fd_sc_hd__nand2_1")).toBe(3.7536);
    expect(area("sky130hd", "sky130_fd_sc_hd__fa_1")).toBe(20.0192);
    expect(area("sg13g2", "sg13g2_dfrbp_1")).toBe(47.1744);
  });

  it("knows the smallest NAND2, which is one gate equivalent", () => {
    const areasUm2 = BUILT_IN.map((name) => loadTechnology(name).nand2AreaUm2);
    expect(areasUm2).toEqual([0.05832, 3.7536, 7.2576]);
  });

  it("knows that ASAP7's adders invert both outputs and sky130's none", () => {
    const adder = (technology: string, kind: string) =>
      loadTechnology(technology).cells.find((cell) => cell.kind === kind)?.adder;
    expect(adder("asap7", "full-adder")).toEqual({
      inputs: ["A", "B", "CI"],
      sum: "SN",
      carry: "CON",
      sumInverted: true,
      carryInverted: true,
    });
    expect(adder("asap7", "half-adder")).toMatchObject({ sumInverted: true, carryInverted: true });
    expect(adder("sky130hd", "full-adder")).toMatchObject({ sumInverted: false, carryInverted: false });
    expect(adder("sg13g2", "full-adder")).toBeUndefined();
  });

  it("states licence and provenance of every built-in technology", () => {
    const licences = BUILT_IN.map((name) => loadTechnology(name).licence);
    expect(licences).toEqual(["BSD-3-Clause", "Apache-2.0", "Apache-2.0"]);
    for (const name of BUILT_IN) expect(loadTechnology(name).sourceSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("names the legal values for an unknown technology, and a file that is missing", () => {
    expect(() => loadTechnology("tsmc3")).toThrow(
      'technology: got "tsmc3", expected one of asap7, sky130hd, sg13g2 or a technology\'s JSON file',
    );
    expect(() => loadTechnology("./no-such.json")).toThrow("./no-such.json: got no such file");
  });
});

/** Paths of the faults that validateTechnology finds in a JSON text. */
function faultsOf(text: string): readonly string[] {
  try {
    validateTechnology(JSON.parse(text), "x.json");
  } catch (error) {
    if (error instanceof InputError) return error.faults.map(({ path }) => path);
    throw error;
  }
  return [];
}

describe("validateTechnology(json)", () => {
  it("accepts what serialiseTechnology(technology) writes", () => {
    const technology = loadTechnology("sg13g2");
    expect(validateTechnology(JSON.parse(serialiseTechnology(technology)), "x.json")).toEqual(technology);
  });

  it("names the JSON path of every fault at once", () => {
    const text = serialiseTechnology(loadTechnology("sg13g2"));
    const broken = text
      .replace('"voltageV": 1.2', '"voltageV": "1.2"')
      .replace('"kind":"combinational","areaUm2":12.7008', '"kind":"gate","areaUm2":0');
    expect(faultsOf(broken)).toEqual(["x.json: /voltageV", "x.json: /cells/0/kind", "x.json: /cells/0/areaUm2"]);
  });

  it("refuses another schema version", () => {
    expect(() => validateTechnology({ schemaVersion: 99 }, "x.json")).toThrow(
      "x.json: /schemaVersion: got 99, expected 1",
    );
  });
});
