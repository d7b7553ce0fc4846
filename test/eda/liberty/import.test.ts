import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readCell } from "../../../src/eda/liberty/cell.ts";
import {
  groupsOf,
  importLiberty,
  importLibertyText,
  parseLiberty,
  writeLiberty,
} from "../../../src/eda/liberty/index.ts";
import { synthesisCells } from "../../../models/technology/synthesis-cells.ts";
import { readUnits } from "../../../src/eda/liberty/units.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { energy, output, pins, registerPins, timing, tinyLibrary, UNITS } from "./tiny-library.ts";

const cellOf = (extra: string, name: string) =>
  importLibertyText(tinyLibrary(extra), "tiny.lib").cells.find((cell) => cell.name === name);
const reasonFor = (extra: string) => importLibertyText(tinyLibrary(extra), "tiny.lib").skipped[0]?.reason;

describe("importLibertyText(text)", () => {
  it("takes the facts from the file and normalises units to fF and nW", () => {
    const extra = `cell (X) { area : 3; cell_leakage_power : 0.5; ${pins("A", "A")} }`;
    const technology = importLibertyText(tinyLibrary(extra), "/some/where/tiny.lib", { name: "t" });
    expect(technology).toMatchObject({ name: "t", library: "tiny", voltageV: 1.1, temperatureC: 25 });
    expect(technology).toMatchObject({ licence: "MIT", sourceFile: "tiny.lib", nand2AreaUm2: 2 });
    expect(technology.cells[0]?.pins[0]).toEqual({ name: "A", direction: "input", capacitanceFf: 2 });
    expect(technology.cells.find(({ name }) => name === "X")?.leakageNw).toBe(500);
  });

  it("averages leakage over input states after adding the supplies of each state", () => {
    const entry = (when: string, value: number) => `leakage_power () { when : "${when}"; value : ${value}; }`;
    const extra = `cell (X) { area : 3; ${entry("A", 1)} ${entry("A", 2)} ${entry("!A", 5)} ${pins("A", "A")} }`;
    expect(cellOf(extra, "X")?.leakageNw).toBe(4000);
  });

  it("recognises adders by truth table, whatever the pins are called and whichever outputs invert", () => {
    const arcs = (names: readonly string[]) => names.map((name) => timing(name) + energy(name)).join(" ");
    const adder = `cell (FA) { area : 9; ${pins("P Q R", "P ^ Q ^ R")}
      ${output("K", "(!P * !Q) + (!P * !R) + (!Q * !R)", arcs(["P", "Q", "R"]))} }`;
    expect(cellOf(adder, "FA")).toMatchObject({
      kind: "full-adder",
      adder: { inputs: ["P", "Q", "R"], sum: "Y", carry: "K", sumInverted: false, carryInverted: true },
    });
    const half = `cell (HA) { area : 5; ${pins("A B", "(A*B) + (!A*!B)")}
      ${output("C", "A & B", arcs(["A", "B"]))} }`;
    expect(cellOf(half, "HA")).toMatchObject({
      kind: "half-adder",
      adder: { sumInverted: true, carryInverted: false },
    });
  });

  it.each([
    ["latch", `latch (IQ, IQN) { enable : "A"; data_in : "B"; } ${pins("A B", "IQ")}`],
    ["tie", `pin (Y) { direction : output; function : "1"; }`],
    ["clock-gate", `clock_gating_integrated_cell : latch_posedge; ${pins("A B", "A & B")}`],
    ["other", `pin (A) { direction : input; } pin (Y) { direction : output; function : "A"; three_state : "!A"; }`],
    ["flip-flop", `ff (Q, QN) { clocked_on : "A"; next_state : "B"; clear : "!C"; } ${registerPins("A B C", "Q")}`],
  ])("sees that a cell is of kind %s", (kind, body) => {
    expect(cellOf(`cell (X) { area : 3; ${body} }`, "X")?.kind).toBe(kind);
  });

  it.each([
    ["no area", `cell (X) { ${pins("A", "A")} }`],
    ["area of a logic cell must be above 0, got 0", `cell (X) { area : 0; ${pins("A", "A")} }`],
    ['area is not a number: "big"', `cell (X) { area : big; ${pins("A", "A")} }`],
    ["bus or bundle pins", `cell (X) { area : 1; bus (D) { direction : input; } ${pins("A", "A")} }`],
    ["area of a logic cell must be at most 1000000000 µm², got 1e308", `cell (X) { area : 1e308; ${pins("A", "A")} }`],
    [
      "capacitance of pin B is no number from 0 to 1000000000 fF",
      `cell (X) { area : 1; pin (B) { direction : input; capacitance : much; } ${pins("A", "A")} }`,
    ],
    ["no output pin (physical cell)", `cell (X) { area : 1; }`],
  ])("skips a cell and says why: %s", (reason, extra) => {
    expect(reasonFor(extra)).toBe(reason);
  });

  it("never uses a cell with dont_use", () => {
    const cheap = `cell (CHEAP) { area : 0.1; dont_use : true; ${pins("A B", "!(A*B)")} }`;
    expect(importLibertyText(tinyLibrary(cheap), "tiny.lib").nand2AreaUm2).toBe(2);
  });

  it("refuses a library without NAND2, inverter or flip-flop, one line for each, with the cells refused", () => {
    const text = `library (x) { ${UNITS} nom_voltage : 1; nom_temperature : 25; cell (NAND2) { ${pins("A B", "!(A*B)")} } }`;
    const lines = [/x.lib:1: .* 2-input NAND.*refused: NAND2 \(no area\)/, /inverter/, /rising-edge D flip-flop/];
    for (const line of lines) expect(() => importLibertyText(text, "x.lib")).toThrow(line);
  });

  it("refuses unknown units by name", () => {
    const farads = tinyLibrary("", "capacitive_load_unit (1, farad);");
    expect(() => importLibertyText(farads, "x.lib")).toThrow("x.lib:2: capacitive_load_unit: got (1, farad)");
    const none = tinyLibrary("", "");
    expect(() => importLibertyText(none, "x.lib")).toThrow("capacitive_load_unit: got (, ), expected");
    const watts = tinyLibrary("", `${UNITS} leakage_power_unit : "1 horse";`);
    expect(() => importLibertyText(watts, "x.lib")).toThrow('leakage_power_unit: got "1 horse"');
  });
});

describe("importLiberty(file)", () => {
  it("reads a gzipped file with the same result and hash as the plain one", () => {
    const folder = mkdtempSync(join(tmpdir(), "tritforge-test-"));
    try {
      const [plain, zipped] = [join(folder, "a.lib"), join(folder, "a.lib.gz")];
      writeFileSync(plain, tinyLibrary());
      writeFileSync(zipped, gzipSync(tinyLibrary()));
      expect({ ...importLiberty(zipped), sourceFile: "", provenance: "" }).toEqual({
        ...importLiberty(plain),
        sourceFile: "",
        provenance: "",
      });
      writeFileSync(zipped, gzipSync(tinyLibrary()).subarray(0, 100));
      expect(() => importLiberty(zipped)).toThrow(/a\.lib\.gz: got a broken gzip file/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("names a file that does not exist", () => {
    expect(() => importLiberty("/no/such.lib")).toThrow(
      /^\/no\/such\.lib: got no such file, expected a readable Liberty file/,
    );
  });
});

describe("writeLiberty(technology)", () => {
  it.each(["asap7", "sky130hd", "sg13g2"])(
    "writes a library that reads back to the same choice of cells: %s",
    (name) => {
      const technology = loadTechnology(name);
      const library = parseLiberty(writeLiberty(technology), "small.lib");
      const cells = groupsOf(library, "cell").flatMap((group) => {
        const reading = readCell(group, readUnits(library, "small.lib"));
        return reading.kind === "cell" ? [reading.cell] : [];
      });
      expect(cells.length).toBeLessThan(100);
      expect(cells.map((cell) => cell.name)).toContain(technology.fanOutBuffer);
      expect(synthesisCells({ ...technology, cells })).toEqual(synthesisCells(technology));
    },
  );

  it("refuses a technology that has no tables of a cell it would use", () => {
    const technology = loadTechnology("sg13g2");
    const { sg13g2_inv_1: _, ...cells } = technology.tables.cells;
    const poorer = { ...technology, tables: { ...technology.tables, cells } };
    expect(() => writeLiberty(poorer)).toThrow(/^technology sg13g2: \/tables\/cells\/sg13g2_inv_1: got nothing/);
  });
});
