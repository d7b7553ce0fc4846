import { describe, expect, it } from "vitest";
import { CheckError } from "../../../src/core/errors.ts";
import { flatten } from "../../../src/eda/netlist/flat.ts";
import { analyseTiming } from "../../../src/eda/timing/timing.ts";
import type { NetlistModule } from "../../../src/eda/netlist/netlist.ts";
import { arc, cell, moduleOf, netlistOf, tinyCells, tinyTables, tinyTechnology } from "../netlist/samples.ts";

function analyse(top: NetlistModule, technology = tinyTechnology()) {
  return analyseTiming(flatten(netlistOf({ top }), "top", technology), technology);
}

describe("analyseTiming(netlist, technology)", () => {
  it("adds delays along a chain of inverters, each with the slew and load that it sees", () => {
    const { criticalPathPs, fMaxMhz, path, end, loads, riseSlews, fallSlews } = analyse(
      moduleOf({ a: 2 }, { y: 4 }, { u: ["INV", { A: 2, Y: 3 }], v: ["INV", { A: 3, Y: 4 }] }),
    );
    // a rises with 20 ps; u falls at 8 + 2 + 1 = 11 with 10 + 4 = 14 ps; v rises at 11 + 10 + 1.4 + 8 = 30.4
    expect(criticalPathPs).toBeCloseTo(30.4, 9);
    expect(fMaxMhz).toBeCloseTo(1e6 / 30.4, 6);
    expect(path).toEqual([
      { at: "a[0]", cell: "input port", pin: "", net: "a[0]", edge: "rise", arrivalPs: 0, slewPs: 20, loadFf: 1 },
      { at: "u", cell: "INV", pin: "Y", net: "u.Y", edge: "fall", arrivalPs: 11, slewPs: 14, loadFf: 1 },
      { at: "v", cell: "INV", pin: "Y", net: "y[0]", edge: "rise", arrivalPs: 30.4, slewPs: 36, loadFf: 4 },
    ]);
    expect(end).toMatchObject({ at: "y[0]", setupPs: 0 });
    // nets: two constants, port a, port y, then u.Y
    expect(Array.from(loads)).toEqual([0, 0, 1, 4, 1]);
    expect(Array.from(riseSlews)).toEqual([0, 0, 20, 36, 24]);
    expect(Array.from(fallSlews)).toEqual([0, 0, 20, 26, 14]);
  });

  it("times a path from flip-flop to flip-flop with the setup of the edge that arrives", () => {
    const registers = { r: ["DFF", { CK: 2, D: 9, R: "0", Q: 3 }], s: ["DFF", { CK: 2, D: 4, R: "0", Q: 5 }] } as const;
    const timing = analyse(moduleOf({ clk: 2, d: 9 }, {}, { ...registers, u: ["INV", { A: 3, Y: 4 }] }));
    // Q falls at 25 with 15 ps, u rises at 25 + 10 + 1.5 + 2 = 38.5 with 24 ps, setup 5 + 2.4: 45.9;
    // Q rises at 30 with 20 ps, u falls at 30 + 8 + 2 + 1 = 41 with 14 ps, setup 7 + 1.4: 49.4
    expect(timing.criticalPathPs).toBeCloseTo(49.4, 9);
    expect(timing.registerPathPs).toBeCloseTo(49.4, 9);
    expect(timing.end?.at).toBe("s.D");
    expect(timing.end?.setupPs).toBeCloseTo(8.4, 9);
    expect(timing.path.map(({ at, pin, edge }) => `${at}.${pin} ${edge}`)).toEqual(["r.Q rise", "u.Y fall"]);
  });

  it("keeps the path between registers apart from a longer one through a port", () => {
    const timing = analyse(
      moduleOf(
        { clk: 2, a: 6 },
        {},
        {
          r: ["DFF", { CK: 2, D: 4, R: "0", Q: 3 }],
          t: ["INV", { A: 6, Y: 7 }],
          u: ["INV", { A: 7, Y: 8 }],
          v: ["INV", { A: 8, Y: 9 }],
          w: ["NAND2", { A: 3, B: 9, Y: 4 }],
        },
      ),
    );
    expect(timing.path[0]?.at).toBe("a[0]");
    // r falls at 25 with 15 ps, w rises at 25 + 10 + 1.5 + 2 with the 90 ps of its arc from B, setup 5 + 9
    expect(timing.registerPathPs).toBeCloseTo(52.5, 9);
    expect(timing.criticalPathPs).toBeGreaterThan(timing.registerPathPs);
  });

  it("hands on the largest slew of all arcs, whichever arc is the latest, as OpenSTA does", () => {
    const timing = analyse(
      moduleOf({ a: 2, b: 3 }, { y: 5 }, { g: ["NAND2", { A: 2, B: 3, Y: 4 }], u: ["INV", { A: 4, Y: 5 }] }),
    );
    // g rises from A at 10 + 2 + 2 = 14; from B it would rise at 1, but with 90 ps: u falls at 14 + 8 + 9 + 4
    const [, , last] = timing.path;
    expect(timing.path[1]).toMatchObject({ at: "g", edge: "rise", arrivalPs: 14, slewPs: 90 });
    expect(last?.arrivalPs).toBeCloseTo(35, 9);
  });

  it("follows only the edges that an arc's sense allows", () => {
    const late = {
      ...arc("A", "Y", "positive"),
      rise: { ...arc("A", "Y", "positive").rise, values: [50, 50, 50, 50] },
    };
    const early = arc("A", "Y", "negative");
    const tables = { ...tinyTables, XOR2: { arcs: [late, early, arc("B", "Y", "both")], energy: [] } };
    const timing = analyse(
      moduleOf({ a: 2, b: 3 }, { y: 5 }, { g: ["XOR2", { A: 4, B: 3, Y: 5 }], u: ["INV", { A: 2, Y: 4 }] }),
      tinyTechnology(tinyCells, tables),
    );
    // u rises at 14: 64; u falls at 11 and would rise g at 11 + 10 + 1.4 + 8
    expect(timing.criticalPathPs).toBeCloseTo(14 + 50, 9);
    expect(timing.path.map(({ edge }) => edge)).toEqual(["fall", "rise", "rise"]);
  });

  it("loads a net by what a rising and what a falling edge see, where the technology tells them apart", () => {
    const inverter = tinyCells[0] ?? cell("INV", "combinational", ["A"], { Y: "!A" });
    const pins = inverter.pins.map((pin) =>
      pin.direction === "input" ? { ...pin, riseCapacitanceFf: 1.5, fallCapacitanceFf: 0.5 } : pin,
    );
    const technology = tinyTechnology([{ ...inverter, pins }, ...tinyCells.slice(1)]);
    const timing = analyse(
      moduleOf({ a: 2 }, { y: 4 }, { u: ["INV", { A: 2, Y: 3 }], v: ["INV", { A: 3, Y: 4 }] }),
      technology,
    );
    // u falls at 8 + 2 + 0.5 with 12 ps; v rises at 10.5 + 10 + 1.2 + 8
    expect(timing.criticalPathPs).toBeCloseTo(29.7, 9);
    expect(timing.path.map(({ loadFf }) => loadFf)).toEqual([1.5, 0.5, 4]);
    expect(timing.loads[4]).toBe(1);
  });

  it("makes an output from another output of the cell", () => {
    const half = cell("HA", "half-adder", ["A", "B"], { S: "A^B", K: "!(A*B)" });
    const made = [arc("A", "S", "both"), arc("B", "S", "both"), arc("K", "S", "negative")];
    const tables = {
      ...tinyTables,
      HA: { arcs: [...made, arc("A", "K", "negative"), arc("B", "K", "negative")], energy: [] },
    };
    const timing = analyse(
      moduleOf({ a: 2, b: 3 }, { s: 4 }, { h: ["HA", { A: 2, B: 3, S: 4 }] }),
      tinyTechnology([...tinyCells, half], tables),
    );
    // K, read by nothing, falls at 8 + 2 + 0 with 10 ps; S rises at 10 + 10 + 1 + 8
    expect(timing.criticalPathPs).toBeCloseTo(29, 9);
    expect(timing.path.map(({ pin }) => pin)).toEqual(["", "K", "S"]);
  });

  it("extends tables straight on to loads beyond them", () => {
    const readers = Array.from({ length: 40 }, (_, i) => [`v${i}`, ["INV", { A: 3, Y: 10 + i }]] as const);
    const timing = analyse(
      moduleOf({ a: 2 }, { y: 3 }, { u: ["INV", { A: 2, Y: 3 }], ...Object.fromEntries(readers) }),
    );
    // u drives 40 inputs and the port: 44 fF, and rises at 10 + 2 + 88
    expect(timing.path.at(-1)).toMatchObject({ at: "u", loadFf: 44, arrivalPs: 100 });
  });

  it("finds no path in a module without any, and 0 ps from a port to a port", () => {
    const none = analyse(moduleOf({ a: 2 }, { y: "1" }, {}));
    expect(none).toMatchObject({ criticalPathPs: 0, fMaxMhz: Infinity, path: [], end: undefined });
    expect(analyse(moduleOf({ a: 2 }, { y: 2 }, {})).path.map(({ at, loadFf }) => [at, loadFf])).toEqual([["a[0]", 4]]);
  });
});

describe("analyseTiming(netlist, technology) with constants", () => {
  it("lets no path through a gate that a constant holds", () => {
    const timing = analyse(
      moduleOf(
        { a: 2, b: 3 },
        { y: 6 },
        {
          held: ["NAND2", { A: 2, B: "0", Y: 4 }],
          u: ["INV", { A: 3, Y: 5 }],
          g: ["NAND2", { A: 4, B: 5, Y: 6 }],
        },
      ),
    );
    expect(timing.path.map(({ at }) => at)).toEqual(["b[0]", "u", "g"]);
  });

  it("makes an exclusive or with a tied input an inverter", () => {
    const timing = analyse(
      moduleOf({ a: 2 }, { y: 4 }, { one: ["TIE1", { Y: 3 }], g: ["XOR2", { A: 2, B: 3, Y: 4 }] }),
    );
    // only a falling makes y rise: 10 + 2 + 8
    expect(timing.path.map(({ edge }) => edge)).toEqual(["fall", "rise"]);
    expect(timing.criticalPathPs).toBeCloseTo(20, 9);
  });
});

describe("analyseTiming(netlist, technology) refuses", () => {
  const chain = { u: ["INV", { A: 2, Y: 3 }] } as const;
  const refusals: readonly (readonly [string, NetlistModule, string])[] = [
    [
      "a net with two drivers",
      moduleOf({ a: 2 }, { y: 3 }, { ...chain, v: ["INV", { A: 2, Y: 3 }] }),
      "net y[0] has two drivers: u and v",
    ],
    [
      "a cell that drives an input port",
      moduleOf({ a: 2, b: 3 }, {}, chain),
      "net b[0] has two drivers: an input port and u",
    ],
    [
      "a net that is read but not driven",
      moduleOf({}, { y: 3 }, chain),
      "net u.A is read (u, input A) but nothing drives it",
    ],
    [
      "an output port that nothing drives",
      moduleOf({ a: 2 }, { y: [2, 9] }, {}),
      "output port y[1] is driven by nothing",
    ],
    ["an input that is not connected", moduleOf({}, { y: 3 }, { u: ["INV", { Y: 3 }] }), "u, input A is not connected"],
    [
      "a combinational loop, naming the cells in it",
      moduleOf(
        { a: 2 },
        {},
        {
          before: ["INV", { A: 2, Y: 3 }],
          p: ["NAND2", { A: 3, B: 5, Y: 4 }],
          q: ["INV", { A: 4, Y: 5 }],
          after: ["INV", { A: 5, Y: 6 }],
        },
      ),
      "combinational loop: ",
    ],
    [
      "a clock that is no input port",
      moduleOf({ a: 2 }, {}, { ...chain, r: ["DFF", { CK: 3, D: 2, R: "0", Q: 4 }] }),
      "r: clock u.Y is not an input port",
    ],
    [
      "a flip-flop whose clear is not constant",
      moduleOf({ clk: 2, d: 3 }, {}, { r: ["DFF", { CK: 2, D: 3, R: 3, Q: 4 }] }),
      "r: R is not constant; only clock and data are timed",
    ],
  ];
  it.each(refusals)("%s", (_, top, message) => {
    expect(() => analyse(top)).toThrow(CheckError);
    expect(() => analyse(top)).toThrow(message);
  });

  it("names only the cells of a loop, in the order of the signal", () => {
    const top = moduleOf(
      { a: 2 },
      {},
      {
        after: ["INV", { A: 5, Y: 6 }],
        p: ["NAND2", { A: 2, B: 5, Y: 4 }],
        q: ["INV", { A: 4, Y: 5 }],
      },
    );
    expect(() => analyse(top)).toThrow(/^combinational loop: (p → q → p|q → p → q)$/);
  });
});
