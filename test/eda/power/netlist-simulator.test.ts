import { describe, expect, it } from "vitest";
import { CheckError } from "../../../src/core/errors.ts";
import { Random } from "../../../src/core/random.ts";
import { LANES, NetlistSimulator, ToggleCounts } from "../../../src/eda/power/netlist-simulator.ts";
import { cell, moduleOf, tinyCells, tinyTables } from "../netlist/samples.ts";
import { poweredTechnology, sampleOf } from "./samples.ts";

const ALL = -1;

describe("NetlistSimulator", () => {
  it("evaluates a gate for 32 lanes at once", () => {
    const { netlist, timing } = sampleOf(moduleOf({ a: 2, b: 3 }, { y: 4 }, { u: ["NAND2", { A: 2, B: 3, Y: 4 }] }));
    const simulator = new NetlistSimulator(netlist, timing.order);
    simulator.set("a", [0b1100]);
    simulator.set("b", [0b1010]);
    simulator.evaluate();
    expect(simulator.get("y") & 0b1111).toBe(0b0111);
  });

  it("loads all flip-flops at one edge: a shift register", () => {
    const { netlist, timing } = sampleOf(
      moduleOf(
        { clk: 2, d: 3 },
        { q: [4, 5] },
        { r: ["DFF", { CK: 2, D: 3, R: "0", Q: 4 }], s: ["DFF", { CK: 2, D: 4, R: "0", Q: 5 }] },
      ),
    );
    const simulator = new NetlistSimulator(netlist, timing.order);
    const seen = [0b1, 0b0, 0b0].map((bit) => {
      simulator.set("d", [bit]);
      simulator.evaluate();
      simulator.clock();
      simulator.evaluate();
      return [simulator.get("q", 0), simulator.get("q", 1)];
    });
    expect(seen).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
  });

  it("starts an inverting flip-flop with its output at 1 and loads the complement", () => {
    const inverting = {
      ...cell("DFFN", "flip-flop", ["CK", "D"], { QN: "IQN" }),
      flipFlop: { state: ["IQ", "IQN"], clockedOn: "CK", nextState: "D" } as const,
      leakageNw: 1,
    };
    const base = poweredTechnology();
    const arcs = tinyTables["DFF"]?.arcs.map((arc) => ({ ...arc, to: "QN" })) ?? [];
    const setup = tinyTables["DFF"]?.setup;
    const tables = { ...base.tables.cells, DFFN: { arcs, ...(setup === undefined ? {} : { setup }), energy: [] } };
    const technology = { ...base, cells: [...base.cells, inverting], tables: { ...base.tables, cells: tables } };
    const { netlist, timing } = sampleOf(
      moduleOf({ clk: 2, d: 3 }, { q: 4 }, { r: ["DFFN", { CK: 2, D: 3, QN: 4 }] }),
      technology,
    );
    const simulator = new NetlistSimulator(netlist, timing.order);
    simulator.set("d", [0b10]);
    simulator.evaluate();
    expect(simulator.get("q")).toBe(ALL);
    simulator.clock();
    simulator.evaluate();
    expect(simulator.get("q")).toBe(~0b10);
  });

  it("throws a CheckError for a gate whose function is not known", () => {
    const strange = tinyCells.map((each) =>
      each.name === "INV" ? { ...cell("INV", "combinational", ["A"], { Y: "A*Z" }), leakageNw: 1 } : each,
    );
    const { netlist, timing } = sampleOf(moduleOf({ a: 2 }, { y: 3 }, { u: ["INV", { A: 2, Y: 3 }] }), {
      ...poweredTechnology(),
      cells: strange,
    });
    expect(() => new NetlistSimulator(netlist, timing.order)).toThrow(CheckError);
    expect(() => new NetlistSimulator(netlist, timing.order)).toThrow(/INV.*Y/);
  });
});

describe("NetlistSimulator.count(counts)", () => {
  it("counts transitions between settled cycles and ones, over all lanes", () => {
    const { netlist, timing, netOf } = sampleOf(moduleOf({ a: 2 }, { y: 3 }, { u: ["INV", { A: 2, Y: 3 }] }));
    const simulator = new NetlistSimulator(netlist, timing.order);
    const counts = new ToggleCounts(netlist.nets);
    for (const word of [0b1, 0b1, 0b11, 0b00]) {
      simulator.set("a", [word]);
      simulator.evaluate();
      simulator.count(counts);
    }
    // a: from 0 to 1, to 3, to 0 again: 1 + 0 + 1 + 2 transitions, 1 + 1 + 2 + 0 ones
    expect(counts.toggles[netOf("a")]).toBe(4);
    expect(counts.ones[netOf("a")]).toBe(4);
    // y: all lanes rise in the first cycle but lane 0, which stays 0
    expect(counts.toggles[netOf("y")]).toBe(31 + 0 + 1 + 2);
    expect(counts.duty()[netOf("y")]).toBeCloseTo(1 - 4 / (4 * LANES), 12);
  });

  it("finds an activity of 0.5 at the output of an XOR with random inputs", () => {
    const { netlist, timing, netOf } = sampleOf(
      moduleOf({ a: 2, b: 3 }, { y: 4 }, { u: ["XOR2", { A: 2, B: 3, Y: 4 }] }),
    );
    const simulator = new NetlistSimulator(netlist, timing.order);
    const counts = new ToggleCounts(netlist.nets);
    const random = new Random(7);
    for (let cycle = 0; cycle <= 500; cycle++) {
      for (const port of ["a", "b"]) simulator.set(port, [random.integer(0, 2 ** 32 - 1) | 0]);
      simulator.evaluate();
      simulator.count(cycle === 0 ? undefined : counts);
    }
    // 16 000 draws: a deviation of 0.004
    expect(counts.perCycle()[netOf("y")]).toBeCloseTo(0.5, 1.5);
  });
});
