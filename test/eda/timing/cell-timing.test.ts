import { describe, expect, it } from "vitest";
import { CheckError } from "../../../src/core/errors.ts";
import { cellTimings } from "../../../src/eda/timing/cell-timing.ts";
import { arc, cell, constant, tinyCells, tinyTables, tinyTechnology } from "../netlist/samples.ts";

const NAND2 = cell("NAND2", "combinational", ["A", "B"], { Y: "!(A*B)" });
const flipFlop = tinyCells.find(({ name }) => name === "DFF") ?? NAND2;

describe("cellTimings(technology)(cell)", () => {
  it("refuses a cell without tables, by name", () => {
    expect(() => cellTimings(tinyTechnology())(cell("OR9", "combinational", ["A"], { Y: "A" }))).toThrow(
      new CheckError("cell OR9: tiny has no timing tables of it"),
    );
  });

  it("needs no tables of a tie", () => {
    const tie = cell("TIE0", "tie", [], { Y: "0" });
    expect(cellTimings(tinyTechnology())(tie).outputs).toEqual([{ pin: 0, arcs: [], truth: "0" }]);
  });

  it("refuses a cell one of whose inputs changes the output without an arc", () => {
    const technology = tinyTechnology([NAND2], { NAND2: { arcs: [arc("A", "Y", "negative")], energy: [] } });
    expect(() => cellTimings(technology)(NAND2)).toThrow("cell NAND2: no timing arc from B to Y");
  });

  it("refuses an arc of a pin that the cell does not have", () => {
    const technology = tinyTechnology([NAND2], { NAND2: { arcs: [arc("C", "Y", "negative")], energy: [] } });
    expect(() => cellTimings(technology)(NAND2)).toThrow("cell NAND2: its timing tables name a pin C");
  });

  it("refuses an input without capacitance", () => {
    const pins = NAND2.pins.map(({ name, direction }) => ({ name, direction }));
    expect(() => cellTimings(tinyTechnology())({ ...NAND2, pins })).toThrow("cell NAND2: pin A has no capacitance");
  });

  it("refuses a flip-flop without setup time or on the falling edge", () => {
    const tables = { DFF: { arcs: tinyTables["DFF"]?.arcs ?? [], energy: [] } };
    expect(() => cellTimings(tinyTechnology([flipFlop], tables))(flipFlop)).toThrow("cell DFF: CK has no setup time");
    const falling = { ...flipFlop, flipFlop: { state: ["IQ", "IQN"] as const, clockedOn: "!CK", nextState: "D" } };
    expect(() => cellTimings(tinyTechnology())(falling)).toThrow("cell DFF: clocked on !CK, expected the rising edge");
  });

  it("puts an output that another is made from first", () => {
    const half = cell("HA", "half-adder", ["A"], { S: "A", K: "!A" });
    const arcs = [
      arc("A", "S", "both"),
      arc("A", "K", "negative"),
      { ...arc("K", "S", "negative"), rise: constant(1) },
    ];
    const technology = tinyTechnology([half], { HA: { arcs, energy: [] } });
    expect(cellTimings(technology)(half).outputs.map(({ pin }) => half.pins[pin]?.name)).toEqual(["K", "S"]);
  });
});
